SELECT count(*)=1 FROM orders; SELECT count(*)=1 FROM orders_2023
