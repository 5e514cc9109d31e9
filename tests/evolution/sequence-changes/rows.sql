INSERT INTO items VALUES (1);
SELECT nextval('kept');
