SELECT count(*) = 3 FROM customers;
INSERT INTO customers (email, credit) VALUES ('g@h', 3) RETURNING id = 4 AND number = 4;
