SELECT a = 'x' FROM ones;
INSERT INTO others (b) VALUES (false) RETURNING id = 3;
