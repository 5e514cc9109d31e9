SELECT count(*) = 3 FROM pg_index WHERE indisclustered;
