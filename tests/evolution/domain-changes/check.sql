INSERT INTO items VALUES (2) RETURNING email = 'c@d';
