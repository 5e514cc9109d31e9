INSERT INTO sites VALUES (1, 'north');
INSERT INTO alarms (site_id) VALUES (1);
