INSERT INTO orders VALUES (1, 5), (2, 119), (3, 238);
