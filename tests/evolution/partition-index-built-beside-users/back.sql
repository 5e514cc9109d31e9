SELECT count(*) = 50 FROM readings;
SELECT every(indisvalid) AND count(*) = 2 FROM pg_index WHERE indrelid = 'readings'::regclass;
