INSERT INTO sites VALUES (1, 'a');
INSERT INTO sensors VALUES (1, 1);
INSERT INTO readings (sensor_id, value) VALUES (1, 0.5) RETURNING true;
