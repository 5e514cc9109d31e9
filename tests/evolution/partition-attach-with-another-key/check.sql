SELECT count(*) = 4 FROM orders;
