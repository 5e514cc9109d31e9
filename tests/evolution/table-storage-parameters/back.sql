SELECT count(*) = 1 FROM readings;
SELECT reloptions @> '{fillfactor=90,autovacuum_enabled=false}' AND cardinality(reloptions) = 2
	FROM pg_class WHERE oid = 'readings'::regclass;
SELECT reloptions IS NULL FROM pg_class WHERE oid = 'sites'::regclass;
