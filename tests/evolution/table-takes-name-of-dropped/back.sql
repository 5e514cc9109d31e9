SELECT live FROM sessions_new;
SELECT count(*) = 0 FROM sessions;
SELECT session_id IS NULL FROM visits;
