INSERT INTO ones (a) VALUES ('x');
INSERT INTO others (b) VALUES (true);
