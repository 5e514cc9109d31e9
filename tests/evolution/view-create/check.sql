SELECT count(*) = 2 FROM dear;
SELECT count = 3 AND sum = 362 FROM sums;
SELECT count(*) = 2 FROM all_of_it;
