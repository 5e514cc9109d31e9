SELECT price ~~ '2%' AND price =~ 3 FROM items;
