-- As many of a kind as people get to, and as few.
DO $$
BEGIN
	EXECUTE 'CREATE TABLE wide (' || (SELECT string_agg(format('column_%s %s%s', i,
		(ARRAY['integer', 'text', 'varchar(20)', 'timestamptz', 'numeric(10,2)', 'boolean'])[1 + i % 6],
		CASE WHEN i % 3 = 0 THEN ' NOT NULL' ELSE '' END), ', ') FROM generate_series(1, 1000) i) || ')';
	EXECUTE 'CREATE TYPE many AS ENUM (' || (SELECT string_agg(format('%L', 'label ' || i), ', ')
		FROM generate_series(1, 300) i) || ')';
	FOR i IN 1..50 LOOP
		EXECUTE format('CREATE TABLE chain_%s (id integer PRIMARY KEY, kind many)', i);
	END LOOP;
	FOR i IN 1..49 LOOP
		EXECUTE format('ALTER TABLE chain_%s ADD next integer REFERENCES chain_%s', i, i + 1);
	END LOOP;
END $$;
CREATE TABLE empty ();
CREATE SCHEMA nothing_in_it;
