INSERT INTO readings SELECT g, 1, g, 'n' || g FROM generate_series(1, 3) g;
INSERT INTO readings SELECT g, 2, 1 + g % 2, 'n' || g FROM generate_series(1, 4) g;
INSERT INTO orders VALUES (1, 1999, 1), (2, 1999, 2), (1, 2001, 3);
INSERT INTO lines VALUES (1, 1999, 2), (2, 2001, 1);
