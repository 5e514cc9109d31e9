SELECT phone IS NULL FROM items;
