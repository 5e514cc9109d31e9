INSERT INTO items VALUES (3) RETURNING email = 'a@b';
