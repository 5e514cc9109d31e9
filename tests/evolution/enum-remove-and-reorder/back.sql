SELECT bool_and(level = 'mid' AND n = 1) FROM items;
