SELECT count(*) = 5 FROM orders;
SELECT count(*) = 2 FROM orders_3;
SELECT count(*) = 1 FROM events;
