SELECT count(*) = 1 FROM items WHERE name LIKE '%x%';
