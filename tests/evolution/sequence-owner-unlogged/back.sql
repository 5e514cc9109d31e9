SELECT relpersistence = CASE WHEN relname IN ('returns', 'stays') THEN 'u' ELSE 'p' END
	FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'S';
