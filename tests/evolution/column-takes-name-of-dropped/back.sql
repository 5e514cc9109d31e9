SELECT price_new = 2.50 AND price = 0 FROM items;
