SELECT name = 'abc' AND code = 'de' FROM items;
-- the server has dropped them with the old type
SELECT count(*) = 2 FROM pg_stats WHERE tablename = 'items' AND attname IN ('name', 'code');
