INSERT INTO customers VALUES (1, ROW('a','7')), (2,NULL);
