INSERT INTO visits VALUES (1, '(3,"a note",4)'), (2, NULL);
