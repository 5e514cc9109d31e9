INSERT INTO readings VALUES (1, 1), (2, 1);
INSERT INTO readings_2 VALUES (1, 2);
