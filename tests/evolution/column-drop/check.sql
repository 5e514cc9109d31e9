SELECT id = 1 FROM items;
