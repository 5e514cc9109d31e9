INSERT INTO items VALUES (1, 's'), (2, 'l');
