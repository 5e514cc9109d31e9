INSERT INTO items VALUES (1), (2);
INSERT INTO parts VALUES (1, 1, 'mid');
