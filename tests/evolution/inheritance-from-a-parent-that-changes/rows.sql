INSERT INTO child (note) VALUES ('a'), ('b');
