SELECT count(*) = 20 FROM items;
