SELECT count(*) = 50 FROM items;
SELECT every(indisvalid) FROM pg_index WHERE indrelid = 'items'::regclass;
SELECT every(convalidated) FROM pg_constraint WHERE conrelid = 'parts'::regclass;
