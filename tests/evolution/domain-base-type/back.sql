SELECT a = 5 AND b = 12 FROM items;
