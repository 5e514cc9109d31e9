SELECT count(*) = 2 AND sum(total) = 11 FROM orders;
SELECT count(*) = 2 FROM entries;
