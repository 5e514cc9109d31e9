SELECT nextval(name) FROM unnest('{moves,returns,stays,joins,leaves}'::regclass[]) AS name;
