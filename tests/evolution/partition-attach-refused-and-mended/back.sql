SELECT count(*) = 1 FROM readings;
