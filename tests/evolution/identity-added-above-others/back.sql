SELECT count(*) = 3 FROM beings;
SELECT count(*) = 2 FROM readings;
