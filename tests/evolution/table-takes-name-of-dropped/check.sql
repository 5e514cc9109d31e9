SELECT live FROM sessions;
SELECT to_regclass('sessions_old') IS NULL;
