SELECT price = 2.50 FROM items;
