UPDATE items SET email = 'x@y';
