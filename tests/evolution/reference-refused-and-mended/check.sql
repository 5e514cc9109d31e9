SELECT other_id = 1 FROM items;
