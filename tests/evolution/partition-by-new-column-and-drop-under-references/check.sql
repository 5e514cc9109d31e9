SELECT count(*) = 1 FROM events; SELECT zone = 0 FROM places;
