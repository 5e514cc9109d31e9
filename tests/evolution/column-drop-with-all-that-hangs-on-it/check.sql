SELECT a = 1 FROM items;
