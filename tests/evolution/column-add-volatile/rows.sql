INSERT INTO items SELECT generate_series(1, 20);
INSERT INTO lines VALUES ('a'), ('b');
INSERT INTO readings SELECT generate_series(1, 20);
