SELECT count(*) = 1 FROM parts;
