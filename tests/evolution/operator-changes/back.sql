SELECT price ~~ '2%' FROM items;
