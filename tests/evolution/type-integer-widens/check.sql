SELECT number = 7 AND counted = 1 FROM items;
INSERT INTO items (number) VALUES (8) RETURNING id = 2 AND counted = 2;
