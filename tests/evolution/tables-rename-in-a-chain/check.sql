SELECT a = 'x' FROM b;
INSERT INTO c (b) VALUES (false) RETURNING id = 2;
