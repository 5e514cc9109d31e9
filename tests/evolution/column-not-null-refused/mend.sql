UPDATE items SET a = '' WHERE a IS NULL;
