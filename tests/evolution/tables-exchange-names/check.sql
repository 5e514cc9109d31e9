SELECT a = 'x' FROM others;
INSERT INTO ones (b) VALUES (false) RETURNING id = 2;
