SELECT count(*) = 2 FROM readings;
SELECT count(*) = 0 FROM pg_constraint WHERE conname LIKE '%bound%';
