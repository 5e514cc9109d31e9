INSERT INTO sessions (parent_id) VALUES (NULL), (1);
INSERT INTO caches DEFAULT VALUES;
INSERT INTO accesses (session_id, cache_id) VALUES (1, 1), (2, 1);
INSERT INTO users VALUES (1, 2);
