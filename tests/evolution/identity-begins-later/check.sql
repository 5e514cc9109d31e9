WITH new AS (INSERT INTO items (name) VALUES ('b') RETURNING id) SELECT id > 500 FROM new;
WITH new AS (INSERT INTO fresh (name) VALUES ('b') RETURNING id) SELECT id >= 200 FROM new;
