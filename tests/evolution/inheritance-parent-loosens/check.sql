SELECT name = 'Tom' FROM beings;
SELECT NOT attnotnull FROM pg_attribute WHERE attname = 'name' AND attrelid IN ('beings'::regclass, 'ants'::regclass, 'ant_workers'::regclass);
