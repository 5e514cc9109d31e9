SELECT count(*) = 5 FROM files;
SELECT bool_and(node = pg_relation_filenode(('app.' || relation)::regclass)) FROM files;
SELECT one = 1 AND seen IS NOT NULL AND named = 'e' FROM items;
