INSERT INTO items (id, code) VALUES (1, 'x');
INSERT INTO parts VALUES (1, 'x');
