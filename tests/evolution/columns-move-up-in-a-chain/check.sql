SELECT b = 2 AND c = 3 AND d = 4 FROM items;
