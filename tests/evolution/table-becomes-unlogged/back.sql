SELECT relpersistence = 'p' FROM pg_class WHERE relnamespace = 'app'::regnamespace;
SELECT count(*) = 2 FROM sessions JOIN accesses ON session_id = sessions.id;
