SELECT sum(less) = 6 FROM items;
SELECT size = 2 FROM together;
