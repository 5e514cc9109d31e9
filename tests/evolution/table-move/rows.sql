INSERT INTO entries (text) VALUES ('x');
