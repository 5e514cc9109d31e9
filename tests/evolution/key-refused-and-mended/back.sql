SELECT count(*) = 3 FROM items;
