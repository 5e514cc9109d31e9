INSERT INTO items VALUES (7) RETURNING level = 'top';
DELETE FROM items WHERE id = 7;
SELECT level = 'mid' FROM items;
