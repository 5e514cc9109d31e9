-- What a database holds, a fact a line, in the server's own words: psql -X -q -At -f facts.sql. For where
-- pg_dump cannot help (it takes no server newer than itself), and quicker. Two databases of one server
-- hold the same when these are the same; the order of columns, the names of NOT NULL, what the server keeps
-- for each partition that a foreign key refers to, owners, and what belongs to extensions do not count. PostgreSQL 13 to 18.
SET search_path = '';
CREATE FUNCTION pg_temp.rights(acl aclitem[], kind "char", owner oid) RETURNS text STABLE LANGUAGE sql AS $$
	SELECT string_agg(said, ' ' ORDER BY said COLLATE "C") FROM (
		SELECT concat(CASE WHEN grantee = owner THEN 'owner' ELSE grantee::regrole::text END, ':',
			privilege_type, CASE WHEN is_grantable THEN '*' END) AS said
		FROM aclexplode(coalesce(acl, acldefault(kind, owner)))) r $$;
CREATE FUNCTION pg_temp.sorted(words text[]) RETURNS text STABLE LANGUAGE sql AS $$
	SELECT string_agg(word, ', ' ORDER BY word COLLATE "C") FROM unnest(words) word
	WHERE word NOT LIKE 'pg_attver=%' $$; -- where in the log PostgreSQL 15.20 last altered a column
-- Whether a fact is anybody's: neither the system's nor an extension's.
CREATE FUNCTION pg_temp.own(class regclass, object oid, schema oid) RETURNS boolean STABLE LANGUAGE sql AS $$
	SELECT schema::regnamespace::text !~ '^(pg_|information_schema)' AND NOT EXISTS (SELECT FROM pg_depend
		WHERE classid = class AND objid = object AND deptype = 'e') $$;

CREATE TEMP VIEW facts(fact) AS
SELECT concat_ws(' ', 'schema', oid::regnamespace, pg_temp.rights(nspacl, 'n', nspowner))
FROM pg_namespace WHERE pg_temp.own('pg_namespace', oid, oid)
UNION ALL
SELECT concat_ws(' ', 'extension', extname, extnamespace::regnamespace, extversion) FROM pg_extension
UNION ALL
SELECT concat_ws(' ', 'relation', r.relkind, r.oid::regclass, r.relpersistence, r.relispopulated, m.amname,
	'options', pg_temp.sorted(r.reloptions), 'toast', pg_temp.sorted(t.reloptions),
	'identity', CASE WHEN r.relkind IN ('r', 'p') THEN r.relreplident END,
	'rows', r.relrowsecurity, r.relforcerowsecurity, r.reloftype::regtype,
	pg_get_partkeydef(r.oid), pg_get_expr(r.relpartbound, r.oid),
	pg_temp.rights(r.relacl, CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner))
FROM pg_class r LEFT JOIN pg_class t ON t.oid = r.reltoastrelid LEFT JOIN pg_am m ON m.oid = r.relam
WHERE r.relkind <> 'i' AND r.relkind <> 'I' AND pg_temp.own('pg_class', r.oid, r.relnamespace)
UNION ALL
SELECT concat_ws(' ', 'column', a.attrelid::regclass, quote_ident(a.attname),
	format_type(a.atttypid, a.atttypmod), CASE WHEN r.relkind IN ('c', 'v', 'm') THEN rank() OVER (PARTITION BY r.oid ORDER BY a.attnum) END,
	CASE WHEN a.attnotnull THEN 'NOT NULL' END, CASE WHEN a.attcollation <> 0 THEN a.attcollation::regcollation END,
	'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'generated', a.attgenerated,
	'storage', a.attstorage, to_jsonb(a) ->> 'attcompression', 'statistics', a.attstattarget, pg_temp.sorted(a.attoptions),
	'local', a.attislocal, a.attinhcount, pg_temp.rights(a.attacl, 'c', r.relowner))
FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid
	LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind IN ('r', 'p', 'v', 'm', 'c', 'f')
	AND pg_temp.own('pg_class', r.oid, r.relnamespace)
UNION ALL
SELECT concat_ws(' ', 'statistics', a.attrelid::regclass, a.attnum, a.attstattarget, pg_temp.sorted(a.attoptions))
FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid
WHERE r.relkind IN ('i', 'I') AND (a.attstattarget >= 0 OR a.attoptions IS NOT NULL)
	AND pg_temp.own('pg_class', r.oid, r.relnamespace)
UNION ALL
SELECT concat_ws(' ', 'constraint', nullif(k.conrelid, 0)::regclass, nullif(k.contypid, 0)::regtype,
	CASE WHEN k.contype <> 'n' THEN quote_ident(k.conname) END,
	pg_get_constraintdef(k.oid), 'valid', k.convalidated,
	CASE WHEN k.contype <> 'n' THEN 'local ' || k.conislocal END, k.coninhcount,
	CASE WHEN k.contype IN ('c', 'n') THEN k.connoinherit END, p.conname)
FROM pg_constraint k LEFT JOIN pg_constraint p ON p.oid = k.conparentid
WHERE k.contype <> 't' AND k.conrelid IS DISTINCT FROM p.conrelid AND pg_temp.own('pg_constraint', k.oid, k.connamespace)
	AND CASE WHEN k.conrelid <> 0
		THEN pg_temp.own('pg_class', k.conrelid, k.connamespace) ELSE pg_temp.own('pg_type', k.contypid, k.connamespace) END
UNION ALL
SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), 'valid', i.indisvalid, i.indisready,
	'primary', i.indisprimary, 'clustered', i.indisclustered, 'replica', i.indisreplident, p.inhparent::regclass)
FROM pg_index i JOIN pg_class r ON r.oid = i.indexrelid LEFT JOIN pg_inherits p ON p.inhrelid = i.indexrelid
WHERE pg_temp.own('pg_class', i.indrelid, r.relnamespace)
UNION ALL
SELECT concat_ws(' ', 'parent', i.inhrelid::regclass, rank() OVER (PARTITION BY i.inhrelid ORDER BY i.inhseqno),
	i.inhparent::regclass, to_jsonb(i) ->> 'inhdetachpending')
FROM pg_inherits i JOIN pg_class r ON r.oid = i.inhrelid WHERE r.relkind NOT IN ('i', 'I')
UNION ALL
SELECT concat_ws(' ', 'type', t.typtype, t.oid::regtype, CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
	CASE WHEN t.typnotnull THEN 'NOT NULL' END, CASE WHEN t.typcollation <> 0 THEN t.typcollation::regcollation END,
	'default', t.typdefault, (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
	pg_temp.rights(t.typacl, 'T', t.typowner))
FROM pg_type t LEFT JOIN pg_class r ON r.oid = t.typrelid
WHERE t.typelem = 0 AND coalesce(r.relkind, 'c') = 'c' AND pg_temp.own('pg_type', t.oid, t.typnamespace)
UNION ALL
SELECT concat_ws(' ', 'range', g.rngtypid::regtype, g.rngsubtype::regtype, nullif(g.rngcollation, 0)::regcollation,
	o.opcname, g.rngcanonical, g.rngsubdiff, (to_jsonb(g) ->> 'rngmultitypid')::oid::regtype)
FROM pg_range g JOIN pg_type t ON t.oid = g.rngtypid JOIN pg_opclass o ON o.oid = g.rngsubopc
WHERE pg_temp.own('pg_type', t.oid, t.typnamespace)
UNION ALL
SELECT concat_ws(' ', 'sequence', s.seqrelid::regclass, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
	s.seqcycle, d.deptype, d.refobjid::regclass, a.attname)
FROM pg_sequence s JOIN pg_class r ON r.oid = s.seqrelid
	LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
		AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
	LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE pg_temp.own('pg_class', r.oid, r.relnamespace)
UNION ALL
SELECT concat_ws(' ', 'view', r.oid::regclass, pg_get_viewdef(r.oid)) FROM pg_class r
WHERE r.relkind IN ('v', 'm') AND pg_temp.own('pg_class', r.oid, r.relnamespace)
UNION ALL
SELECT concat_ws(' ', 'routine', p.oid::regprocedure, pg_get_function_result(p.oid), pg_get_function_arguments(p.oid),
	CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END, pg_temp.rights(p.proacl, 'f', p.proowner))
FROM pg_proc p WHERE pg_temp.own('pg_proc', p.oid, p.pronamespace)
UNION ALL
SELECT concat_ws(' ', 'aggregate', p.oid::regprocedure, p.proparallel,
	to_jsonb(a) - 'aggfnoid' - 'aggtranstype' - 'aggmtranstype' - 'aggsortop',
	a.aggtranstype::regtype, a.aggmtranstype::regtype, a.aggsortop::regoperator)
FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid WHERE pg_temp.own('pg_proc', p.oid, p.pronamespace)
UNION ALL
SELECT concat_ws(' ', 'operator', o.oid::regoperator, o.oprresult::regtype, o.oprcanmerge, o.oprcanhash,
	o.oprcom::regoperator, o.oprnegate::regoperator, o.oprcode, o.oprrest, o.oprjoin)
FROM pg_operator o WHERE pg_temp.own('pg_operator', o.oid, o.oprnamespace)
UNION ALL
SELECT concat_ws(' ', 'collation', c.oid::regcollation,
	to_jsonb(c) - 'oid' - 'collnamespace' - 'collowner' - 'collversion')
FROM pg_collation c WHERE pg_temp.own('pg_collation', c.oid, c.collnamespace)
UNION ALL
SELECT concat_ws(' ', pg_get_statisticsobjdef(s.oid), s.stxstattarget)
FROM pg_statistic_ext s WHERE pg_temp.own('pg_statistic_ext', s.oid, s.stxnamespace)
UNION ALL
SELECT concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled, p.tgname)
FROM pg_trigger t LEFT JOIN pg_trigger p ON p.oid = t.tgparentid WHERE NOT t.tgisinternal
UNION ALL
SELECT concat_ws(' ', pg_get_ruledef(w.oid), w.ev_enabled)
FROM pg_rewrite w JOIN pg_class r ON r.oid = w.ev_class
WHERE w.rulename <> '_RETURN' AND pg_temp.own('pg_class', r.oid, r.relnamespace)
UNION ALL
SELECT concat_ws(' ', 'policy', y.polname, y.polrelid::regclass, y.polcmd, y.polpermissive,
	pg_temp.sorted(y.polroles::regrole[]::text[]), 'using', pg_get_expr(y.polqual, y.polrelid),
	'check', pg_get_expr(y.polwithcheck, y.polrelid))
FROM pg_policy y
UNION ALL
SELECT concat_ws(' ', 'rights to come', defaclrole::regrole, nullif(defaclnamespace, 0)::regnamespace, defaclobjtype,
	pg_temp.rights(defaclacl, 'r', defaclrole)) FROM pg_default_acl
UNION ALL
SELECT concat_ws(' ', 'comment on', i.type, i.identity, quote_literal(d.description))
FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
WHERE d.objoid >= 16384;

SELECT replace(fact, E'\n', ' | ') FROM facts ORDER BY fact COLLATE "C";
