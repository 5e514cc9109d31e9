SELECT a = 5 FROM items;
