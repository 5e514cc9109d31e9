SELECT count(*) = 0 FROM pg_constraint WHERE conname LIKE '%not_null' AND contype = 'c';
SELECT bool_and(attnotnull) FROM pg_attribute
WHERE attrelid IN ('parcels_1'::regclass, 'parcels_2'::regclass) AND attname = 'label';
INSERT INTO beings (id, name) VALUES (3, 'w');
SELECT number = 8 FROM beings WHERE id = 3;
DELETE FROM beings WHERE id = 3;
