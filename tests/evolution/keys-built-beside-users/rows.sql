INSERT INTO items SELECT i, i, i, 'c' || i, 'n' || i, 'w' || i FROM generate_series(1, 50) i;
INSERT INTO parts SELECT i, 'c' || i, i FROM generate_series(1, 50) i;
INSERT INTO others SELECT i, i FROM generate_series(1, 50) i;
