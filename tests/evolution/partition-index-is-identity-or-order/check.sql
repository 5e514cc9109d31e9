SELECT count(*) = 3 FROM readings;
SELECT count(*) = 3 FROM pg_index WHERE indisreplident AND indisclustered;
