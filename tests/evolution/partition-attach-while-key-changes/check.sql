SELECT count(*) = 3 FROM readings;
