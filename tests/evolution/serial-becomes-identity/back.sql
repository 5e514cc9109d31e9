INSERT INTO items (other) VALUES (3) RETURNING id = 3 AND line = 7;
