SELECT a = 1 AND total = 3 AND number = 1 FROM items;
