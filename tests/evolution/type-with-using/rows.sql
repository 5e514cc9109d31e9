INSERT INTO items VALUES (1, '12', 'yes');
