SELECT email = 'x@y' FROM items;
