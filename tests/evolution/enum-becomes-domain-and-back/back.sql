SELECT kind = 'a' AND size = 'l' AND kinds = '{a,b}' FROM items;
