INSERT INTO orders (id, name, a, b) SELECT i, 'x', i % 3, i % 3 FROM generate_series(1, 30) i;
