-- whoever migrates is not whom the table belongs to: the server wants one owner for both
ALTER TABLE items OWNER TO pg_monitor;
INSERT INTO items VALUES (7), (8);
