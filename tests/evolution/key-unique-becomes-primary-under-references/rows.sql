INSERT INTO customers VALUES (1), (2);
INSERT INTO orders VALUES (1, 2);
