SELECT NOT is_top(level) FROM items;
SELECT is_top('top');
