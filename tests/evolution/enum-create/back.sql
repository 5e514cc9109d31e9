SELECT name = 'n' FROM sites;
