SELECT count(*) = 1 FROM beings;
SELECT count(*) = 2 FROM readings;
