/* The server sees in a check what the bound of a partition says, and does not look at the rows. */
#include "live/catalog.h"

#include "schema/sql.h"

static bool implied;

static void listen(void *data, const char *message)
{
	(void)data;
	implied |= strstr(message, "implied by existing constraints") != NULL;
}

static const struct {
	const char *columns, *key, *bound;
} cases[] = {
	{"k integer", "RANGE (k)", "FOR VALUES FROM (1) TO (10)"},
	{"k bigint NOT NULL", "RANGE (k)", "FOR VALUES FROM (-5) TO (10)"},
	{"k smallint", "LIST (k)", "FOR VALUES IN (1, 2)"},
	{"k numeric", "RANGE (k)", "FOR VALUES FROM (1.5) TO (MAXVALUE)"},
	{"k double precision", "RANGE (k)", "FOR VALUES FROM (1.5) TO (2)"},
	{"k text", "RANGE (k)", "FOR VALUES FROM ('a') TO ('b')"},
	{"k varchar(10)", "RANGE (k)", "FOR VALUES FROM (MINVALUE) TO ('b')"},
	{"k varchar(10)", "LIST (k)", "FOR VALUES IN ('a')"},
	{"k char(2)", "LIST (k)", "FOR VALUES IN ('de', 'fr')"},
	{"k date", "RANGE (k)", "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{"k timestamptz", "RANGE (k)", "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{"k boolean", "LIST (k)", "FOR VALUES IN (true)"},
	{"k uuid", "RANGE (k)",
		"FOR VALUES FROM ('00000000-0000-0000-0000-000000000000') TO (MAXVALUE)"},
	{"k level", "LIST (k)", "FOR VALUES IN ('high')"},
	{"k level", "LIST (k)", "FOR VALUES IN ('high', NULL)"},
	{"k text", "LIST (k)", "FOR VALUES IN (NULL)"},
	{"k text", "LIST (lower(k))", "FOR VALUES IN ('a', 'b')"},
	{"k integer", "RANGE ((k % 7))", "FOR VALUES FROM (0) TO (3)"},
	{"k date, l bigint", "RANGE (k, l)",
		"FOR VALUES FROM ('2024-01-01', 5) TO ('2025-01-01', 7)"},
	{"k text, l bigint", "RANGE (k, l)", "FOR VALUES FROM ('a', 5) TO ('a', 7)"},
	{"k text, l bigint", "RANGE (k, l)", "FOR VALUES FROM ('a', MINVALUE) TO ('a', MAXVALUE)"},
	{"k text, l bigint", "RANGE (k, l)", "FOR VALUES FROM ('a', MINVALUE) TO ('b', MINVALUE)"},
	{"k text, l bigint, m date", "RANGE (k, l, m)",
		"FOR VALUES FROM ('a', 1, '2024-01-01') TO ('b', 2, MAXVALUE)"},
};

static void test_checks_imply_bounds(void **state)
{
	(void)state;
	PQsetNoticeProcessor(conn, listen, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct table parent = {.object.name.name = "p", .partition_by = cases[i].key};
		const char *condition = sql_bound_condition(&arena, &parent, cases[i].bound);
		assert_non_null(condition);
		print_message("%s\n", condition);
		make(arena_printf(&arena,
			"CREATE TYPE level AS ENUM ('low', 'high');"
			"CREATE TABLE p (%s) PARTITION BY %s; CREATE TABLE t (%s);"
			"ALTER TABLE t ADD CONSTRAINT c CHECK (%s)",
			cases[i].columns, cases[i].key, cases[i].columns, condition));
		implied = false;
		live_run(conn, arena_printf(&arena,
				       "SET client_min_messages = debug1;"
				       "ALTER TABLE p ATTACH PARTITION t %s;"
				       "RESET client_min_messages",
				       cases[i].bound));
		assert_true(implied);
	}
}

/* A check of text would not do: it hashes with a collation, the server's own question without. */
static void test_checks_imply_hashes(void **state)
{
	(void)state;
	static const char *const types[] = {"bigint", "integer", "uuid", "numeric(5,2)",
		"timestamp(3) with time zone", "date", "boolean", "bytea", "inet", "real",
		"double precision", "interval", "time", "oid", "smallint", "cidr"};
	static const char bound[] = "FOR VALUES WITH (MODULUS 3, REMAINDER 1)";
	PQsetNoticeProcessor(conn, listen, NULL);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct column key = {.object.name.name = "k", .type.text = types[i]};
		struct column other = {.object.name.name = "l", .type.text = "bigint"};
		struct table parent = {.object.name.name = "p", .partition_by = "HASH (k, l)"};
		table_add_column(&parent, &key, &arena);
		table_add_column(&parent, &other, &arena);
		const char *condition = sql_bound_condition(&arena, &parent, bound);
		assert_non_null(condition);
		make(arena_printf(&arena,
			"CREATE TABLE p (k %s, l bigint) PARTITION BY HASH (k, l);"
			"CREATE TABLE t (k %s, l bigint);"
			"ALTER TABLE t ADD CONSTRAINT c CHECK (%s)",
			types[i], types[i], condition));
		implied = false;
		live_run(conn, arena_printf(&arena,
				       "SET client_min_messages = debug1;"
				       "ALTER TABLE p ATTACH PARTITION t %s;"
				       "RESET client_min_messages",
				       bound));
		assert_true(implied);
	}
}

/* Nor at those of a default partition, when a check there says that none is the new one's. */
static void test_checks_exclude_bounds(void **state)
{
	(void)state;
	PQsetNoticeProcessor(conn, listen, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct table parent = {.object.name.name = "p", .partition_by = cases[i].key};
		const char *condition = sql_bound_condition(&arena, &parent, cases[i].bound);
		print_message("NOT (%s)\n", condition);
		make(arena_printf(&arena,
			"CREATE TYPE level AS ENUM ('low', 'high');"
			"CREATE TABLE p (%s) PARTITION BY %s; CREATE TABLE d PARTITION OF p DEFAULT;"
			"ALTER TABLE d ADD CONSTRAINT c CHECK (NOT (%s))",
			cases[i].columns, cases[i].key, condition));
		implied = false;
		live_run(conn, arena_printf(&arena,
				       "SET client_min_messages = debug1;"
				       "CREATE TABLE t PARTITION OF p %s;"
				       "RESET client_min_messages",
				       cases[i].bound));
		assert_true(implied);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_checks_imply_bounds),
		TEST(test_checks_imply_hashes),
		TEST(test_checks_exclude_bounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
