SELECT level = 'mid' FROM items;
