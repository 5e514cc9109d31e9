-- The rows of all tables of a database and where its sequences stand, as text: psql -X -q -At -f rows.sql.
SET search_path = '';
SELECT format('SELECT %L || r::text FROM ONLY %s r ORDER BY 1', oid::regclass || ' ', oid::regclass)
FROM pg_class WHERE relkind IN ('r', 'S') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
ORDER BY oid::regclass::text COLLATE "C"
\gexec
