SELECT amount = 7 AND twice = 14 AND place_key = 10 FROM items;
INSERT INTO items VALUES (2, 10, DEFAULT, 8) RETURNING counter = 2 AND row = 2;
