SELECT relpersistence = CASE WHEN relname IN ('moves', 'joins', 'begins') THEN 'u' ELSE 'p' END
	FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'S';
SELECT nextval(name) > 1 FROM unnest('{moves,returns,stays,joins,leaves}'::regclass[]) AS name;
