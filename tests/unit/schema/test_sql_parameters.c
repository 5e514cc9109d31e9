/* gen/schema/sql_parameters.c: what the server takes is understood, and nothing else. */
#include "schema/sql.h"

#include "base/text.h"

#include "support/cmocka_all.h"
#include "support/live.h"

#include <string.h>

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static const char *canonical(const char *written)
{
	struct parameters parameters;
	struct sql_error error;
	struct text text = {0};
	if (!sql_parameters(&arena, written, &parameters, &error))
		fail_msg("%s: %s", written, error.message);
	parameters_put(&text, &parameters);
	return text_take(&text, &arena);
}

static const char *const good[][2] = {
	{"fillfactor=70", "fillfactor = 70"},
	{"FillFactor = '70'", "fillfactor = 70"},
	{"\"fillfactor\" = 070", "fillfactor = 70"},
	{"autovacuum_enabled", "autovacuum_enabled = true"},
	{"autovacuum_enabled=off", "autovacuum_enabled = false"},
	{"autovacuum_enabled='Yes'", "autovacuum_enabled = true"},
	{"autovacuum_enabled=0", "autovacuum_enabled = false"},
	{"vacuum_index_cleanup=auto", "vacuum_index_cleanup = auto"},
	{"vacuum_index_cleanup=ON", "vacuum_index_cleanup = on"},
	{"vacuum_index_cleanup=false", "vacuum_index_cleanup = off"},
	{"autovacuum_vacuum_scale_factor=0.10", "autovacuum_vacuum_scale_factor = 0.1"},
	{"autovacuum_vacuum_scale_factor=1e-2", "autovacuum_vacuum_scale_factor = 0.01"},
	{"autovacuum_analyze_scale_factor='.5'", "autovacuum_analyze_scale_factor = 0.5"},
	{"autovacuum_vacuum_cost_delay=-0.0", "autovacuum_vacuum_cost_delay = 0"},
	{"log_autovacuum_min_duration=-1", "log_autovacuum_min_duration = -1"},
	{"autovacuum_vacuum_threshold=2147483647", "autovacuum_vacuum_threshold = 2147483647"},
	{"toast.autovacuum_enabled = no, fillfactor=10",
		"fillfactor = 10, toast.autovacuum_enabled = false"},
	{"TOAST.vacuum_truncate=1, vacuum_truncate=false",
		"toast.vacuum_truncate = true, vacuum_truncate = false"},
};

static void one_spelling(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_string_equal(canonical(good[i][0]), good[i][1]);
		assert_string_equal(canonical(good[i][1]), good[i][1]);
	}
}

static void the_server_takes_both_spellings(void **state)
{
	(void)state;
	PGconn *connection = live_connect();
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		for (size_t j = 0; j < 2; j++)
			live_run(connection,
				arena_printf(&arena,
					"BEGIN; CREATE TABLE made (a text) WITH (%s); ROLLBACK",
					good[i][j]));
	}
	PQfinish(connection);
}

static const struct {
	const char *written, *said;
	size_t offset;
} bad[] = {
	{"", "nothing is written here", 0},
	{"fillfactor 70", "syntax error at or near \"70\"", 11},
	{"fillfactor=70)", "syntax error at end of input", 14},
	{"fillfactor=70; DROP TABLE x", "syntax error at or near \";\"", 13},
	{"fillfactor=70 /* x */", "a comment within SQL is not kept; write it as a comment of C",
		14},
	{"fillfactor=70, filfactor=3",
		"a table has no storage parameter \"filfactor\"; did you mean \"fillfactor\"?", 15},
	{"\"FillFactor\"=70",
		"a table has no storage parameter \"FillFactor\"; did you mean \"fillfactor\"?", 0},
	{"nothing_like_it", "a table has no storage parameter \"nothing_like_it\"", 0},
	{"tost.autovacuum_enabled=no",
		"a table has no storage parameter \"tost.autovacuum_enabled\"; did you mean "
		"\"toast.autovacuum_enabled\"?",
		0},
	{"toast.fillfactor=70",
		"storage parameter \"fillfactor\" is the table's own; write it without \"toast.\"",
		0},
	{"fillfactor=70, autovacuum_enabled=no, fillfactor=70",
		"storage parameter \"fillfactor\" is given twice; take one of them out", 38},
	{"fillfactor=9",
		"storage parameter \"fillfactor\" is an integer between 10 and 100, not \"9\"", 0},
	{"fillfactor=101",
		"storage parameter \"fillfactor\" is an integer between 10 and 100, not \"101\"",
		0},
	{"fillfactor=70.5",
		"storage parameter \"fillfactor\" is an integer between 10 and 100, not \"70.5\"",
		0},
	{"fillfactor",
		"storage parameter \"fillfactor\" is an integer between 10 and 100, not \"true\"",
		0},
	{"autovacuum_vacuum_cost_delay='nan'",
		"storage parameter \"autovacuum_vacuum_cost_delay\" is a number between 0 and 100, not "
		"\"nan\"",
		0},
	{"autovacuum_enabled=maybe",
		"storage parameter \"autovacuum_enabled\" is true or false, not \"maybe\"", 0},
	{"vacuum_index_cleanup=maybe",
		"storage parameter \"vacuum_index_cleanup\" is auto, on or off, not \"maybe\"", 0},
	{"oids=false", "tables have no oids since PostgreSQL 12; take \"oids\" out", 0},
};

static void refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct parameters parameters;
		struct sql_error error;
		assert_false(sql_parameters(&arena, bad[i].written, &parameters, &error));
		assert_string_equal(error.message, bad[i].said);
		if (error.offset != bad[i].offset)
			fail_msg("%s: %zu", bad[i].written, error.offset);
	}
}

/* Whoever runs a newer server, or looks for a slip in the list, has its limits tried here. */
static void limits_are_the_servers(void **state)
{
	(void)state;
	static const char *const numbers[] = {"autovacuum_analyze_scale_factor",
		"autovacuum_analyze_threshold", "autovacuum_freeze_max_age",
		"autovacuum_freeze_min_age", "autovacuum_freeze_table_age",
		"autovacuum_multixact_freeze_max_age", "autovacuum_multixact_freeze_min_age",
		"autovacuum_multixact_freeze_table_age", "autovacuum_vacuum_cost_delay",
		"autovacuum_vacuum_cost_limit", "autovacuum_vacuum_insert_scale_factor",
		"autovacuum_vacuum_insert_threshold", "autovacuum_vacuum_scale_factor",
		"autovacuum_vacuum_threshold", "fillfactor", "log_autovacuum_min_duration",
		"parallel_workers", "toast_tuple_target"};
	static const char *const values[] = {"-2", "-1", "0", "1", "9", "10", "100", "101", "127",
		"128", "1024", "1025", "8160", "8161", "9999", "10000", "10001", "99999", "100000",
		"1000000000", "1000000001", "2000000000", "2000000001", "2147483647"};
	PGconn *connection = live_connect();
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		for (size_t j = 0; j < 2 * (sizeof values / sizeof *values); j++) {
			const char *written = arena_printf(&arena, "%s%s=%s", j % 2 ? "toast." : "",
				numbers[i], values[j / 2]);
			struct parameters parameters;
			struct sql_error error;
			bool ours = sql_parameters(&arena, written, &parameters, &error);
			bool theirs = live_takes(connection,
				arena_printf(
					&arena, "CREATE TABLE made (a text) WITH (%s)", written));
			if (ours != theirs)
				fail_msg("%s: %s", written,
					ours ? "the server refuses" : error.message);
		}
	}
	PQfinish(connection);
}

/* A view's truths are written as a table's. */
static void options_of_views(void **state)
{
	static const char *const truths[] = {"security_barrier", "security_barrier = 1",
		"security_barrier = 'on'", "security_barrier = TRUE"};
	struct parameters parameters;
	struct sql_error error;
	(void)state;
	for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
		assert_true(sql_view_parameters(&arena, truths[i], &parameters, &error));
		assert_string_equal(parameter_value(&parameters, "security_barrier"), "true");
	}
	assert_false(sql_view_parameters(&arena, "security_barrier = 2", &parameters, &error));
	assert_string_equal(
		error.message, "option \"security_barrier\" is true or false, not \"2\"");
	assert_false(sql_view_parameters(&arena, "check_option", &parameters, &error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_spelling),
		cmocka_unit_test(the_server_takes_both_spellings),
		cmocka_unit_test(refused),
		cmocka_unit_test(limits_are_the_servers),
		cmocka_unit_test(options_of_views),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
