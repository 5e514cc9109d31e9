INSERT INTO orders (placed_at) VALUES ('2024-01-01');
