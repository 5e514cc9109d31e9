SELECT relpersistence = CASE WHEN relname ~ '^users' THEN 'p' ELSE 'u' END
	FROM pg_class WHERE relnamespace = 'app'::regnamespace
		AND (relkind <> 'S' OR current_setting('server_version_num')::int >= 150000);
SELECT count(*) = 2 FROM sessions;
