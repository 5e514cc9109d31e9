SELECT size = 'small' FROM items WHERE id = 1;
SELECT array_agg(size::text ORDER BY size) = '{small,l}' FROM items;
INSERT INTO items VALUES (3) RETURNING size = 'medium';
DELETE FROM items WHERE id = 3;
