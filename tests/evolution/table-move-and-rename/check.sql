INSERT INTO audit.entries (text) VALUES ('y') RETURNING id = 2 AND number = 2;
