INSERT INTO entries (text) VALUES ('z') RETURNING id = 3 AND number = 3;
