INSERT INTO items (id) VALUES (41);
