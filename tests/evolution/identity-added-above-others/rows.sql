INSERT INTO beings VALUES ('a'), ('b');
INSERT INTO cats VALUES ('c', 7);
INSERT INTO readings VALUES (1), (1);
