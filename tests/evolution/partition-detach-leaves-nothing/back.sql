SELECT count(*) = 1 FROM orders;
SELECT count(*) = 10 FROM readings;
SELECT count(*) = 2 FROM parts;
SELECT count(*) = 1 FROM visits;
