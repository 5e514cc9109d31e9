SELECT a = 5.00 AND b = 12 AND c = '{1,2}' FROM items;
