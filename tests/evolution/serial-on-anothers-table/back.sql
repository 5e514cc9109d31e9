SELECT array_agg(id ORDER BY id) = '{7,8}' FROM items;
