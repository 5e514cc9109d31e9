INSERT INTO items VALUES (1, 5, 12, '{1,2}');
