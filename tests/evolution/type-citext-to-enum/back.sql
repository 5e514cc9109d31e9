SELECT state = 'new' FROM items;
