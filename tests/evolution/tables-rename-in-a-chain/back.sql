SELECT a = 'x' FROM a;
INSERT INTO b (b) VALUES (false) RETURNING id = 3;
