SELECT count(*) = 7 FROM readings;
SELECT count(*) = 3 FROM orders;
SELECT count(*) = 0 FROM pg_index WHERE NOT indisvalid;
