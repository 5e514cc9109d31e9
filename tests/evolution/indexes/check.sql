SELECT count(*) = 1 FROM items WHERE name LIKE '%x%';
SELECT count(*) = 1 FROM pg_stats WHERE tablename = 'items_lower';
