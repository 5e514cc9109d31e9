INSERT INTO items SELECT i, 'c' || i, 'n', 'l', i, i, i FROM generate_series(1, 50) i;
INSERT INTO parts SELECT i, 'c' || i FROM generate_series(1, 50) i;
