INSERT INTO orders_eu (id, region, note) VALUES (1, 'eu', 'x');
INSERT INTO orders_us (id, region, note) VALUES (2, 'us', 'y');
INSERT INTO below DEFAULT VALUES;
