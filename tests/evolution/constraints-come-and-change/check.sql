SELECT count(*) = 2 FROM items;
DELETE FROM items WHERE id = 2;
SELECT other_id IS NULL FROM parts;
