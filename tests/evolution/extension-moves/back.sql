SELECT a = 'a' FROM items;
