INSERT INTO orders VALUES (1, 5, 'a'), (2, 6, 'x');
