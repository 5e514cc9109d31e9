INSERT INTO items (id, b) VALUES (2, 6) RETURNING a = 9 AND c = 3 AND d = 'xy';
SELECT a = 5 AND b = 1 AND c = 2 AND d = 'a b' FROM items WHERE id = 1;
