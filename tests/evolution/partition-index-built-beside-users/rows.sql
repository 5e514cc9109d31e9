INSERT INTO readings SELECT i, 1 + i % 2, 1 + i / 2 % 2, 'n' FROM generate_series(1, 50) i;
