INSERT INTO items (line, other) VALUES (5, 6);
