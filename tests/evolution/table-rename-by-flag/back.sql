SELECT name = 'north' FROM sites;
