SELECT b = 12 AND c = 20 AND d = 9 AND e = 100 FROM items;
