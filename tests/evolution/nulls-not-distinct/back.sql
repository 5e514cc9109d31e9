SELECT NOT bool_or(indnullsnotdistinct) FROM pg_index
	WHERE indexrelid IN ('items_name'::regclass, 'items_code'::regclass);
INSERT INTO items VALUES (3, NULL, NULL) RETURNING true;
DELETE FROM items WHERE id = 3 RETURNING true;
