INSERT INTO items (id, name) VALUES (500, 'a');
