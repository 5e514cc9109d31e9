SELECT count(*) = 3 FROM readings;
SELECT count(*) = 8 FROM pg_index WHERE indrelid::regclass::text LIKE 'readings%' AND indisvalid;
