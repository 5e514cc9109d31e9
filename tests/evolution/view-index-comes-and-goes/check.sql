SELECT count(*) = 2 FROM sums;
