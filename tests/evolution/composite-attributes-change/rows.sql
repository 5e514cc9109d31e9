INSERT INTO customers VALUES (1, ROW('a','b'), ARRAY[ROW('c','d')::address]);
