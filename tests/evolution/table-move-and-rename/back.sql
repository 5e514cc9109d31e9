INSERT INTO log (text) VALUES ('z') RETURNING id = 3 AND number = 3;
