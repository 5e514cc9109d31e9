SELECT total = 12 AND same = 3 FROM items;
