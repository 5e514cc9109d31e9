SELECT count(*) = 1 FROM orders;
SELECT count(*) = 1 FROM old_orders;
