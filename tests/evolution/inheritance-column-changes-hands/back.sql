SELECT kept = 20 FROM one;
SELECT count(*) = 3 FROM base WHERE kept IS NULL;
