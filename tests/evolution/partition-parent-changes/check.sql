SELECT count(*)=2 FROM orders WHERE amount in (7,8); INSERT INTO lines VALUES (1,'2023-05-05',1);
