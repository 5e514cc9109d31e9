SELECT name = 'Tom' FROM beings;
