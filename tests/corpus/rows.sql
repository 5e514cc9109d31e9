-- Two rows in each table that will take them: values made from the catalogs, whatever the tables are.
-- A table whose checks refuse them stays empty.
CREATE FUNCTION pg_temp.value_for(attribute pg_attribute, number integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	base oid := attribute.atttypid;
	of pg_type;
	referenced record;
	found_value text;
BEGIN
	SELECT confrelid, a.attname INTO referenced
	FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.confrelid
		AND a.attnum = c.confkey[array_position(c.conkey, attribute.attnum)]
	WHERE c.contype = 'f' AND c.conrelid = attribute.attrelid AND attribute.attnum = ANY (c.conkey)
		AND c.confrelid <> c.conrelid
	ORDER BY c.conname LIMIT 1;
	IF FOUND THEN
		EXECUTE format('SELECT quote_nullable(%I::text) FROM %s ORDER BY 1 OFFSET %s %% greatest(1, (SELECT count(*) FROM %2$s)) LIMIT 1',
			referenced.attname, referenced.confrelid::regclass, number - 1) INTO found_value;
		RETURN found_value;
	END IF;
	SELECT * INTO of FROM pg_type WHERE oid = base;
	WHILE of.typtype = 'd' LOOP
		SELECT * INTO of FROM pg_type WHERE oid = of.typbasetype;
	END LOOP;
	IF of.typtype = 'e' THEN
		SELECT quote_literal(enumlabel) INTO found_value FROM pg_enum WHERE enumtypid = of.oid
		ORDER BY enumsortorder LIMIT 1;
		RETURN found_value;
	END IF;
	RETURN CASE of.typcategory
		WHEN 'N' THEN number::text
		WHEN 'B' THEN CASE WHEN number = 1 THEN 'true' ELSE 'false' END
		WHEN 'S' THEN quote_literal(number)
		WHEN 'D' THEN quote_literal(CASE WHEN of.typname LIKE 'time%' AND of.typname NOT LIKE 'timestamp%'
			THEN '12:00:0' || number ELSE '2020-01-0' || number END)
		WHEN 'T' THEN quote_literal(number || ' days')
		WHEN 'A' THEN quote_literal('{}')
		WHEN 'I' THEN quote_literal('192.0.2.' || number)
		WHEN 'R' THEN quote_literal('empty')
		WHEN 'V' THEN quote_literal(number % 2)
		ELSE CASE of.typname
			WHEN 'uuid' THEN quote_literal('00000000-0000-0000-0000-00000000000' || number)
			WHEN 'json' THEN '''{}''' WHEN 'jsonb' THEN '''{}'''
			WHEN 'bytea' THEN format('decode(repeat(%L, 20), ''hex'')', lpad(number::text, 2, '0'))
			WHEN 'tsvector' THEN '''''' WHEN 'macaddr' THEN quote_literal('08:00:2b:01:02:0' || number)
			ELSE 'NULL' END
	END;
END $$;

DO $$
DECLARE
	pass integer;
	number integer;
	of_table record;
	names text;
	contents text;
	taken boolean;
BEGIN
	FOR pass IN 1 .. 6 LOOP
		FOR of_table IN
			SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\_%'
				AND n.nspname NOT IN ('information_schema', 'restruct_versions')
			ORDER BY n.nspname, c.relname
		LOOP
			EXECUTE format('SELECT EXISTS (SELECT FROM %s)', of_table.oid::regclass) INTO taken;
			CONTINUE WHEN taken;
			FOR number IN 1 .. 2 LOOP
				SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
					string_agg(coalesce(pg_temp.value_for(a, number), 'NULL'), ', ' ORDER BY a.attnum)
				INTO names, contents
				FROM pg_attribute a
				WHERE a.attrelid = of_table.oid AND a.attnum > 0 AND NOT a.attisdropped
					AND a.attgenerated = '' AND a.attidentity = ''
					AND (NOT a.atthasdef OR EXISTS (SELECT FROM pg_constraint
						WHERE conrelid = a.attrelid AND contype = 'f' AND a.attnum = ANY (conkey)));
				BEGIN
					IF names IS NULL THEN
						EXECUTE format('INSERT INTO %s DEFAULT VALUES', of_table.oid::regclass);
					ELSE
						EXECUTE format('INSERT INTO %s (%s) VALUES (%s)',
							of_table.oid::regclass, names, contents);
					END IF;
				EXCEPTION WHEN OTHERS THEN
					RAISE DEBUG '%: %', of_table.oid::regclass, SQLERRM;
				END;
			END LOOP;
		END LOOP;
	END LOOP;
END $$;

SELECT count(*) FILTER (WHERE filled) AS "tables with rows", count(*) AS tables
FROM (SELECT (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %s', c.oid::regclass),
		false, true, '')))[1]::text::int > 0 AS filled
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\_%'
		AND n.nspname NOT IN ('information_schema', 'restruct_versions')) AS counted;
