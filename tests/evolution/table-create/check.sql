INSERT INTO devices (site_id, serial) VALUES (1, 'a') RETURNING id = 1 AND gain = 2.5;
SELECT count(*) = 1 FROM sites;
