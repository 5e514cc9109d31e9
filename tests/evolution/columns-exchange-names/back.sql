SELECT high = 3 AND low = 2 FROM items;
