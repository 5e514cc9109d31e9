SELECT relrowsecurity = (relname = 'diaries') FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r';
SELECT count(*) = 1 FROM notes;
BEGIN;
GRANT USAGE ON SCHEMA app TO pg_monitor;
GRANT SELECT ON notes TO pg_monitor;
SET ROLE pg_monitor;
SELECT count(*) = 1 FROM notes;
ROLLBACK;
