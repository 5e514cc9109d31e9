SELECT name = 'abc' AND code = 'de' FROM items;
