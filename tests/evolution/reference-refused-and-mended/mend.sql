UPDATE items SET other_id = 1 WHERE other_id = 5;
