SELECT a = '' FROM items;
