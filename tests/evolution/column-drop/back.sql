SELECT a = 0 AND f = false AND g = '' AND i = 'epoch' AND n = '{}' AND t = 'low' AND v = 7 AND w = 1 AND x = 1 AND y IS NULL FROM items;
