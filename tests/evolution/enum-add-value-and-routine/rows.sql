INSERT INTO items VALUES (1, 'low'), (2, 'mid');
