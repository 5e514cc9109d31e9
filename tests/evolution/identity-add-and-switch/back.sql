SELECT count(*) = 2 FROM items;
INSERT INTO items (id) VALUES (99) RETURNING line = 3;
