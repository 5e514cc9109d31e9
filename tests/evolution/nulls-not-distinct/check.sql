SELECT bool_and(indnullsnotdistinct) FROM pg_index
	WHERE indexrelid IN ('items_name'::regclass, 'items_code'::regclass);
