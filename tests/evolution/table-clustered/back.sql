SELECT count(*) = 1 FROM pg_index WHERE indisclustered;
