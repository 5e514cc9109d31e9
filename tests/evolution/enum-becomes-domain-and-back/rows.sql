INSERT INTO items VALUES (1, 'a', 'l', '{a,b}');
