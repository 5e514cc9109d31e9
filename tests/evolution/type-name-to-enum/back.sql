SELECT state = 'new' FROM items WHERE id = 1;
