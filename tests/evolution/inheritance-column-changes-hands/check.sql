SELECT kept = 20 FROM one;
SELECT count(*) = 4 FROM base;
