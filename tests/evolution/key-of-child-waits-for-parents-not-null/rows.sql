INSERT INTO cats VALUES (1, 'Tom', 7);
INSERT INTO readings VALUES (1, 1), (2, 1);
