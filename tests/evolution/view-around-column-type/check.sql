SELECT count(*) = 2 FROM dear_ones();
SELECT price = 30 FROM dearest;
SELECT sum(count) = 2 FROM states;
SELECT is_new('new');
