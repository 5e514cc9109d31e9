SELECT relpersistence = CASE WHEN relname ~ '^caches' THEN 'u' ELSE 'p' END
	FROM pg_class WHERE relnamespace = 'app'::regnamespace
		AND (relkind <> 'S' OR current_setting('server_version_num')::int >= 150000);
SELECT count(*) = 2 FROM sessions JOIN accesses ON session_id = sessions.id;
DELETE FROM accesses RETURNING true; -- whose caches nobody knows on the way back
