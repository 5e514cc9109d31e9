INSERT INTO sessions (parent_id) VALUES (NULL), (1);
INSERT INTO accesses VALUES (1, 1), (2, 2);
INSERT INTO visitors VALUES (1, 1, 1);
INSERT INTO audits VALUES (1, 1);
