SELECT count(*) = 50 FROM readings;
SELECT every(indisvalid) AND every(c.oid IN (SELECT inhrelid FROM pg_inherits))
FROM pg_index i JOIN pg_class c ON c.oid = indexrelid WHERE indrelid::regclass::text LIKE 'readings\__%';
SELECT every(indisvalid) AND count(*) = 3 FROM pg_index WHERE indrelid = 'readings'::regclass;
