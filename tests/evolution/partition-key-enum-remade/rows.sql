INSERT INTO invoices VALUES (1, 'open'), (2, 'paid');
INSERT INTO lines VALUES (1, 'open');
INSERT INTO visits VALUES (1, 1999);
