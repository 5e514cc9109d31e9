SELECT count(*) = 1 FROM items;
