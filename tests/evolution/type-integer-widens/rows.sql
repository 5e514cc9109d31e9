INSERT INTO items (number) VALUES (7);
INSERT INTO parts VALUES (1, 7);
