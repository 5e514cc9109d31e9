INSERT INTO events (day) VALUES ('2025-02-01'); INSERT INTO notes (id, number, day) VALUES (1, 1, '2025-02-01');
