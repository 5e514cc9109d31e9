SELECT level = 'middle' FROM items;
