SELECT a = 2 AND b = 3 AND c = 4 FROM items;
