SELECT a OPERATOR(ext.=) 'a' FROM items;
