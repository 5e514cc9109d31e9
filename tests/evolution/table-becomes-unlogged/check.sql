SELECT relpersistence = CASE WHEN relname ~ '^visitors' THEN 'p' ELSE 'u' END
	FROM pg_class WHERE relnamespace = 'app'::regnamespace;
SELECT count(*) = 2 FROM sessions JOIN accesses ON session_id = sessions.id;
INSERT INTO sessions DEFAULT VALUES RETURNING id = 3 AND number = 3;
DELETE FROM sessions WHERE id = 3 RETURNING true;
