SELECT bool_and(email = 'x@y') FROM items;
