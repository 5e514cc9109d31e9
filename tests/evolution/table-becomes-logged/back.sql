SELECT relpersistence = CASE WHEN relname ~ '^users' THEN 'p' ELSE 'u' END
	FROM pg_class WHERE relnamespace = 'app'::regnamespace;
SELECT count(*) = 2 FROM sessions;
