SELECT b = 11 AND c = 20 AND d = 9 FROM items;
