SELECT count(*)=2 FROM orders WHERE note in ('x','y');
