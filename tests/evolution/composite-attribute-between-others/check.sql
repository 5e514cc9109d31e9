SELECT ("on").begins = 3 AND ("on").zone IS NULL AND ("on").ends = 4 FROM visits WHERE id = 1;
SELECT "on" IS NULL FROM visits WHERE id = 2;
SELECT (tally_of(1)).rows = 2;
