INSERT INTO items (id) VALUES (1), (2);
INSERT INTO parts (id) VALUES (1), (2);
