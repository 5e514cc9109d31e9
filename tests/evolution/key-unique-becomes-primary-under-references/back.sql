SELECT count(*) = 1 FROM orders JOIN customers c ON c.id = customer_id;
