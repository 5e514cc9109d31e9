INSERT INTO orders VALUES (1, 5, 'new', 'a'), (2, 20, 'new', 'b'), (3, 30, 'old', 'c');
REFRESH MATERIALIZED VIEW states;
