SELECT count(*) = 0 FROM alarms;
SELECT name = 'north' FROM sites;
