INSERT INTO orders VALUES (1, '2023-05-05');
INSERT INTO readings SELECT generate_series(1, 10);
INSERT INTO parts VALUES (1), (2);
INSERT INTO visits VALUES (1);
