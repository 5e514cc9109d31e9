INSERT INTO customers (email, credit) VALUES ('a@b', 1), ('c@d', 2);
INSERT INTO orders VALUES (7, 2);
