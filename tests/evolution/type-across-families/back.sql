SELECT a = '[1]' AND b = false AND c = 1 AND d = '2020-01-02' AND e = 'high' AND f = '{x,y}' AND h = 4 AND i = 5 AND j = 'b' AND l = 3 FROM items;
