INSERT INTO customers VALUES (1, ROW('a','7'), ARRAY[ROW('c','d')::address]);
