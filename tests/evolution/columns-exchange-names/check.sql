SELECT high = 2 AND low = 3 FROM items;
