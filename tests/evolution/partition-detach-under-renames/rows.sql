INSERT INTO orders VALUES (1, '2023-05-01');
INSERT INTO visits VALUES (1, 7);
INSERT INTO parts VALUES (1, 'bolt'), (2, 'nut');
INSERT INTO parts_3 VALUES (3, 'nail');
INSERT INTO workers VALUES (1, 'Ada', 9);
