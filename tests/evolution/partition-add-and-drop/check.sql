INSERT INTO orders VALUES (2,'2024-05-05','x'); SELECT count(*)=1 FROM orders;
