SELECT name = 'A' FROM sites;
