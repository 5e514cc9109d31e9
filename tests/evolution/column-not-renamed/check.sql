SELECT telephone IS NULL FROM items;
