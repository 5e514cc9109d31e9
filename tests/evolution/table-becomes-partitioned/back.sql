SELECT count(*)=0 FROM orders; INSERT INTO orders (placed_at) VALUES ('2024-01-01') RETURNING id = 3; DELETE FROM orders
