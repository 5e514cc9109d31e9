SELECT count(*) = 2 FROM clients;
INSERT INTO clients (email, credit) VALUES ('e@f', 3) RETURNING id = 3 AND number = 3;
SELECT customer_id = 2 FROM orders;
