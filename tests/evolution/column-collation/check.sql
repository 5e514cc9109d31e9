SELECT name = 'a' FROM items;
