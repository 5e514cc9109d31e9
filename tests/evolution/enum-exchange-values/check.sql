SELECT level = 'low' FROM items;
