SELECT count(*) = 1 FROM readings;
SELECT reloptions @> '{fillfactor=70,autovacuum_vacuum_scale_factor=0.01,vacuum_index_cleanup=off}' AND
	cardinality(reloptions) = 3 FROM pg_class WHERE oid = 'readings'::regclass;
SELECT toast.reloptions = '{autovacuum_enabled=false}' FROM pg_class t JOIN pg_class toast ON toast.oid = t.reltoastrelid
	WHERE t.oid = 'readings'::regclass;
SELECT toast.reloptions IS NULL FROM pg_class t JOIN pg_class toast ON toast.oid = t.reltoastrelid
	WHERE t.oid = 'devices'::regclass;
SELECT reloptions = '{parallel_workers=2}' FROM pg_class WHERE oid = 'sites'::regclass;
SELECT reloptions = '{log_autovacuum_min_duration=-1,user_catalog_table=true}' FROM pg_class WHERE oid = 'alarms'::regclass;
