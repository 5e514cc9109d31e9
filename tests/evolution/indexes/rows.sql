INSERT INTO items VALUES (1, 'x', '{a}', 5, 6);
