SELECT a = 2 FROM items;
