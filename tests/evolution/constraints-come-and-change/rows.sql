INSERT INTO items VALUES (1, 'x', 5, 6, '[1,2)'), (2, 'y', 6, 7, '[3,4)');
INSERT INTO parts VALUES (1, 1, 2, 5, 6);
