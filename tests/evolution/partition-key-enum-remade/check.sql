SELECT count(*) = 2 AND min(state) = 'paid' FROM invoices;
SELECT count(*) = 1 FROM invoices_open;
SELECT count(*) = 1 FROM lines;
SELECT year = 1999 FROM visits;
