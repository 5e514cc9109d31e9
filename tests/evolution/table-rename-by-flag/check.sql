SELECT name = 'north' FROM places;
