INSERT INTO items (number) VALUES (9) RETURNING id = 3 AND counted = 3;
