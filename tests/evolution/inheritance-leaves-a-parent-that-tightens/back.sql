SELECT count(*) = 2 FROM one;
