SELECT size = 's' FROM items WHERE id = 1;
