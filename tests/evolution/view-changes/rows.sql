INSERT INTO orders VALUES (1, 5, 1, 'a'), (2, 20, 0, 'b');
REFRESH MATERIALIZED VIEW stored;
