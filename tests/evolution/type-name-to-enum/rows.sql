INSERT INTO items VALUES (1, 'new'), (2, 'old');
