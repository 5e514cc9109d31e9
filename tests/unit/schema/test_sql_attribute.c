/* gen/schema/sql_attribute.c: parameters of columns, replica identities. */
#include "schema/sql.h"

#include "base/text.h"
#include "support/cmocka_all.h"

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

static void reads(const char *said, const char *expected)
{
	struct parameters parameters;
	struct sql_error error;
	struct text text = {0};
	if (!sql_column_parameters(&arena, said, &parameters, &error))
		fail_msg("%s: %s", said, error.message);
	parameters_put(&text, &parameters);
	assert_string_equal(text_string(&text), expected);
	text_finish(&text);
}

static void refuses(const char *said, const char *message, size_t offset)
{
	struct parameters parameters;
	struct sql_error error;
	assert_false(sql_column_parameters(&arena, said, &parameters, &error));
	assert_string_equal(error.message, message);
	assert_int_equal(error.offset, offset);
}

static void parameters_of_columns(void **state)
{
	(void)state;
	reads("n_distinct_inherited=100, N_DISTINCT = -0.50",
		"n_distinct = -0.5, n_distinct_inherited = 100");
	reads("n_distinct = '-1'", "n_distinct = -1");
	reads("n_distinct = 12345678901", "n_distinct = 12345678901");
	reads("n_distinct = -0.0", "n_distinct = 0");
}

static void wrong_parameters(void **state)
{
	(void)state;
	refuses("fillfactor = 70",
		"a column has no parameter \"fillfactor\"; it has n_distinct and "
		"n_distinct_inherited",
		0);
	refuses("n_distinct = 1, toast.n_distinct = 1",
		"a column has no parameter \"n_distinct\"; it has n_distinct and "
		"n_distinct_inherited",
		16);
	refuses("n_distinct = -2", "parameter \"n_distinct\" is a number, -1 or greater", 0);
	refuses("n_distinct = nan", "parameter \"n_distinct\" is a number, -1 or greater", 0);
	refuses("n_distinct", "parameter \"n_distinct\" is a number, -1 or greater", 0);
	refuses("n_distinct = 1, n_distinct = 2",
		"parameter \"n_distinct\" is given twice; take one of them out", 16);
}

static void identity(const char *said, const char *expected)
{
	const char *identity;
	struct sql_error error;
	assert_true(sql_replica_identity(&arena, said, &identity, &error));
	if (expected)
		assert_string_equal(identity, expected);
	else
		assert_null(identity);
}

static void replica_identities(void **state)
{
	(void)state;
	identity("FULL", "full");
	identity("nothing", "nothing");
	identity("Default", NULL);
	identity("INDEX by Name", "index by Name");
	static const char *const wrong[] = {"", "index ", "index", "fully", "primary key"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const char *none;
		struct sql_error error;
		assert_false(sql_replica_identity(&arena, wrong[i], &none, &error));
		assert_string_equal(error.message,
			"a replica identity is \"full\", \"nothing\", \"default\" or \"index NAME\"");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(parameters_of_columns, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wrong_parameters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(replica_identities, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
