/* The revisions that are tortured: every kind of step, on tables with rows. Each step leaves a row
 * in the log, so that one that was done twice, or not at all, is seen. */
#include "torture.h"

static void note(restruct_migration *m, const char *what)
{
	restruct_sqlf(m, "INSERT INTO log VALUES (%L)", what);
}

/* ---- tables with rows ---- */

static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE log (what text)");
	restruct_sql(m, "CREATE TYPE kind AS ENUM ('a', 'b')");
	restruct_sql(m, "CREATE TABLE owners (id integer PRIMARY KEY)");
	restruct_sql(m, "CREATE TABLE items (id integer, owner integer, kind kind DEFAULT 'a', "
			"name text)");
	restruct_sql(m, "CREATE TABLE parts (id integer, at integer) PARTITION BY RANGE (at)");
	restruct_sql(m, "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (50)");
	restruct_sql(m, "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (50) TO (100)");
	restruct_sql(m, "CREATE FUNCTION slow(integer) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN "
			"PERFORM pg_catalog.pg_sleep(pg_catalog.current_setting(''start.pace'', "
			"true)::float); RETURN true; END'");
	restruct_sql(m, "INSERT INTO owners SELECT generate_series(1, 20)");
	restruct_sql(m, "INSERT INTO items SELECT i, i % 20 + 1, 'a', 'item ' || i FROM "
			"generate_series(1, 200) i");
	restruct_sql(m, "INSERT INTO parts SELECT i, i FROM generate_series(0, 99) i");
	note(m, "first");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP FUNCTION slow");
	restruct_sql(m, "DROP TABLE parts, items, owners, log");
	restruct_sql(m, "DROP TYPE kind");
}

/* ---- one transaction ---- */

static void upgrade_2(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE items ADD COLUMN note text DEFAULT 'none'");
	note(m, "second");
}

static void downgrade_2(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE items DROP COLUMN note");
	note(m, "second undone");
}

/* ---- indexes, then what uses them, then what looks at every row ---- */

static void upgrade_3(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE items ADD CONSTRAINT positive CHECK (id > 0) NOT VALID");
	restruct_sql(m, "ALTER TABLE owners ADD CONSTRAINT slow CHECK (slow(id)) NOT VALID");
	restruct_sql(m, "ALTER TABLE items ADD CONSTRAINT items_owner_fkey FOREIGN KEY (owner) "
			"REFERENCES owners NOT VALID");
	note(m, "third, added");
	restruct_concurrently(m, "CREATE UNIQUE INDEX CONCURRENTLY items_id_key ON items (id)");
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY items_name ON items (lower(name)) "
				 "WHERE id > 10");
	restruct_sql(m, "ALTER TABLE items ADD CONSTRAINT items_id_key UNIQUE USING INDEX "
			"items_id_key");
	note(m, "third, used");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items VALIDATE CONSTRAINT positive");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items VALIDATE CONSTRAINT items_owner_fkey");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE owners VALIDATE CONSTRAINT slow");
	note(m, "third, validated");
}

static void downgrade_3(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE items DROP CONSTRAINT items_owner_fkey");
	restruct_sql(m, "ALTER TABLE owners DROP CONSTRAINT slow");
	note(m, "third undone, keys");
	restruct_concurrently(m, "DROP INDEX CONCURRENTLY items_name");
	restruct_sql(m, "ALTER TABLE items DROP CONSTRAINT items_id_key");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items DROP CONSTRAINT positive");
	note(m, "third undone");
}

/* ---- a value that another transaction uses ---- */

static void upgrade_4(restruct_migration *m)
{
	restruct_sql(m, "ALTER TYPE kind ADD VALUE 'c' BEFORE 'b'");
	note(m, "fourth, added");
	restruct_commit(m);
	restruct_sql(m, "UPDATE items SET kind = 'c' WHERE id % 2 = 0");
	note(m, "fourth, used");
}

static void downgrade_4(restruct_migration *m)
{
	restruct_sql(m, "UPDATE items SET kind = 'a' WHERE kind = 'c'");
	note(m, "fourth undone, unused");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN kind DROP DEFAULT");
	restruct_sql(m, "ALTER TYPE kind RENAME TO kind_before");
	restruct_sql(m, "CREATE TYPE kind AS ENUM ('a', 'b')");
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN kind TYPE kind USING kind::text::kind");
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN kind SET DEFAULT 'a'");
	restruct_sql(m, "DROP TYPE kind_before");
	note(m, "fourth undone");
}

/* ---- NOT NULL through a check; an index goes ---- */

static void upgrade_5(restruct_migration *m)
{
	restruct_sql(
		m, "ALTER TABLE items ADD CONSTRAINT named CHECK (name IS NOT NULL) NOT VALID");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items VALIDATE CONSTRAINT named");
	restruct_commit(m);
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN name SET NOT NULL");
	restruct_sql(m, "ALTER TABLE items DROP CONSTRAINT named");
	note(m, "fifth");
	restruct_concurrently(m, "DROP INDEX CONCURRENTLY items_name");
}

static void downgrade_5(restruct_migration *m)
{
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY items_name ON items (lower(name)) "
				 "WHERE id > 10");
	restruct_sql(m, "ALTER TABLE items ALTER COLUMN name DROP NOT NULL");
	note(m, "fifth undone");
}

/* ---- a partition leaves ---- */

static void upgrade_6(restruct_migration *m)
{
	restruct_concurrently(m, "ALTER TABLE parts DETACH PARTITION parts_1 CONCURRENTLY");
	note(m, "sixth");
}

static void downgrade_6(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES FROM (0) TO (50)");
	note(m, "sixth undone");
}

/* ---- and a last one ---- */

static void upgrade_7(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE last (id integer PRIMARY KEY)");
	note(m, "last");
}

static void downgrade_7(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE last");
	note(m, "last undone");
}

#define REVISION(number, name, before)                                                             \
	{                                                                                          \
		.id = name, .message = "as \"it\" is", .parent = before, .checksum = #number,      \
		.upgrade = upgrade_##number, .downgrade = downgrade_##number                       \
	}

static const restruct_revision revisions[] = {
	REVISION(1, "0001_tables", NULL),
	REVISION(2, "0002_plain", "0001_tables"),
	REVISION(3, "0003_indexes_and_checks", "0002_plain"),
	REVISION(4, "0004_enum", "0003_indexes_and_checks"),
	REVISION(5, "0005_not_null", "0004_enum"),
	REVISION(6, "0006_detach", "0005_not_null"),
	REVISION(7, "0007_last", "0006_detach"),
};

const restruct_table history = {.magic = RESTRUCT_TABLE_MAGIC,
	.version = RESTRUCT_TABLE_VERSION,
	.count = sizeof revisions / sizeof *revisions,
	.revisions = revisions};
