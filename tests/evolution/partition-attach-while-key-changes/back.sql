SELECT count(*) = 2 FROM readings;
