SELECT count(DISTINCT number) = 2 FROM items;
SELECT relowner = 'pg_monitor'::regrole FROM pg_class WHERE oid = 'items_number_seq'::regclass;
