/* Targets, and the revisions on the way to them, on graphs with branches and merges. */
#include "support/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "internal.h"
#include "revisions.h"

/*     0001 ── 0002 ── 0004 ── 0005
 *        └── 0003 ────┘              */
static const restruct_revision diamond[] = {
	REVISION("0001_root", NULL, NULL),
	REVISION("0002_left", "0001_root", NULL),
	REVISION("0003_right", "0001_root", NULL),
	REVISION("0004_merge", "0002_left", "0003_right"),
	REVISION("0005_top", "0004_merge", NULL),
};
static const restruct_revision forked[] = {
	REVISION("0001_root", NULL, NULL),
	REVISION("0002_left", "0001_root", NULL),
	REVISION("0002_right", "0001_root", NULL),
};

static restruct_error error;

/* The route as "01100", applied given in the same form; NULL after a failure. */
static const char *route(const restruct_revision *revisions, size_t count, enum restruct_verb verb,
	const char *applied, const char *target)
{
	static char text[16];
	restruct_table table = {
		RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, count, revisions, NULL};
	struct restruct_graph graph;
	bool flags[16] = {0}, set[16] = {0};

	restruct_error_clear(&error);
	assert_true(restruct_graph_init(&graph, &table, &error));
	for (size_t i = 0; i < count; i++)
		flags[i] = applied[i] == '1';
	bool found = restruct_route_find(&graph, verb, flags, target, set, &error);
	restruct_graph_finish(&graph);
	assert_int_equal(found, error.status == RESTRUCT_OK);
	for (size_t i = 0; i < count; i++)
		text[i] = set[i] ? '1' : '0';
	text[count] = '\0';
	return found ? text : NULL;
}

#define up(applied, target) route(diamond, 5, VERB_UPGRADE, applied, target)
#define down(applied, target) route(diamond, 5, VERB_DOWNGRADE, applied, target)
#define stamp(target) route(diamond, 5, VERB_STAMP, "00000", target)

static void expect_usage(const char *found, const char *reason)
{
	assert_null(found);
	assert_int_equal(error.status, RESTRUCT_USAGE);
	if (strstr(error.message, reason) == NULL)
		fail_msg("\"%s\" is not in: %s", reason, error.message);
}

static void test_upgrade_takes_what_the_target_needs(void **state)
{
	(void)state;
	assert_string_equal(up("00000", "head"), "11111");
	assert_string_equal(up("00000", "0004_merge"), "11110");
	assert_string_equal(up("00000", "0003"), "10100");
	assert_string_equal(up("11111", "0002_left"), "11000");
	expect_usage(up("00000", "base"), "\"base\" is not a target");
}

static void test_a_table_without_revisions_is_at_its_head(void **state)
{
	(void)state;
	assert_string_equal(route(NULL, 0, VERB_UPGRADE, "", "head"), "");
	assert_string_equal(route(NULL, 0, VERB_STAMP, "", "head"), "");
	assert_string_equal(route(NULL, 0, VERB_DOWNGRADE, "", "base"), "");
	expect_usage(route(NULL, 0, VERB_UPGRADE, "", "base"), "base");
	expect_usage(route(NULL, 0, VERB_UPGRADE, "", NULL), "it knows 0");
}

static void test_upgrade_counts_forwards(void **state)
{
	(void)state;
	assert_string_equal(up("00000", "+1"), "10000");
	assert_string_equal(up("10000", "+2"), "11100");
	assert_string_equal(up("10100", "+1"), "11000");
	assert_string_equal(up("11100", "+2"), "11111");
	expect_usage(up("11110", "+2"), "beyond the head by 1");
	expect_usage(up("00000", "-1"), "\"-1\" is not a target");
	expect_usage(up("00000", "+0"), "\"+0\" is not a target");
	expect_usage(up("00000", "+x"), "\"+x\" is not a target");
	expect_usage(up("00000", "+1x"), "\"+1x\" is not a target");
}

static void test_downgrade_undoes_what_builds_on_the_target(void **state)
{
	(void)state;
	assert_string_equal(down("11111", "base"), "11111");
	assert_string_equal(down("11111", "0002"), "00011");
	assert_string_equal(down("11111", "0001_root"), "01111");
	assert_string_equal(down("11111", "head"), "00000");
	expect_usage(down("11000", "0003"), "not applied");
}

static void test_downgrade_counts_backwards(void **state)
{
	(void)state;
	assert_string_equal(down("11111", "-1"), "00001");
	assert_string_equal(down("11100", "-2"), "01100");
	expect_usage(down("11000", "-3"), "beyond the base by 1");
	expect_usage(down("11000", "+1"), "\"+1\" is not a target");
}

static void test_stamp_takes_no_steps(void **state)
{
	(void)state;
	assert_string_equal(stamp("base"), "00000");
	assert_string_equal(stamp("head"), "11111");
	assert_string_equal(stamp("0002"), "11000");
	expect_usage(stamp("+1"), "stamp takes");
}

static void test_the_start_of_an_id_must_be_unambiguous(void **state)
{
	(void)state;
	expect_usage(up("00000", "000"), "could be any of \"0001_root\", \"0002_left\"");
	expect_usage(up("00000", "0009"), "no revision of this program is called \"0009\"");
	expect_usage(up("00000", ""), "no revision of this program");
	expect_usage(up("00000", "0002_left_over"), "no revision of this program");
}

static void test_two_heads_are_named(void **state)
{
	(void)state;
	expect_usage(route(forked, 3, VERB_UPGRADE, "000", "head"),
		"2 heads: \"0002_left\", \"0002_right\"");
	expect_usage(route(forked, 3, VERB_UPGRADE, "000", "+1"), "2 heads");
	assert_string_equal(route(forked, 3, VERB_UPGRADE, "000", "0002_r"), "101");
	assert_string_equal(route(forked, 3, VERB_DOWNGRADE, "111", "0001"), "011");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_upgrade_takes_what_the_target_needs),
		cmocka_unit_test(test_a_table_without_revisions_is_at_its_head),
		cmocka_unit_test(test_upgrade_counts_forwards),
		cmocka_unit_test(test_downgrade_undoes_what_builds_on_the_target),
		cmocka_unit_test(test_downgrade_counts_backwards),
		cmocka_unit_test(test_stamp_takes_no_steps),
		cmocka_unit_test(test_the_start_of_an_id_must_be_unambiguous),
		cmocka_unit_test(test_two_heads_are_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
