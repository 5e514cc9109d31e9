UPDATE items SET a = 2;
