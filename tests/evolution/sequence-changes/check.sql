SELECT nextval('fresh') = -1;
SELECT nextval('kept') = 8;
INSERT INTO items VALUES (2) RETURNING a = 1 AND b = 2;
