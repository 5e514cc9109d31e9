SELECT ("on").begins = 3 AND ("on").note IS NULL AND ("on").ends = 4 FROM visits WHERE id = 1;
SELECT (tally_of(1)).seconds = 1.5;
