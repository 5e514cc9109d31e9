SELECT size = '12' AND flags = 'true' FROM items;
