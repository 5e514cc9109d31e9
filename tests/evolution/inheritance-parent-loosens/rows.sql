INSERT INTO ant_workers VALUES (1, 'Tom', 6);
