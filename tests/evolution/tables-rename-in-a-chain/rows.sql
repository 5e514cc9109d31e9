INSERT INTO a (a) VALUES ('x');
INSERT INTO b (b) VALUES (true);
