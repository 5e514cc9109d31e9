INSERT INTO log (text) VALUES ('x');
