INSERT INTO parcels VALUES (1, 'a', NULL), (2, 'b', 'c');
INSERT INTO beings VALUES (1, 5, 'x');
INSERT INTO people VALUES (2, 7, 'y', 'z');
