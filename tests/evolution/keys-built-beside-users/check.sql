SELECT count(*) = 50 FROM items;
SELECT every(indisvalid) FROM pg_index WHERE indrelid IN ('items'::regclass, 'others'::regclass);
SELECT count(*) = 6 FROM pg_constraint WHERE conrelid = 'items'::regclass AND contype IN ('p', 'u');
SELECT convalidated FROM pg_constraint WHERE conname = 'parts_code_fkey';
