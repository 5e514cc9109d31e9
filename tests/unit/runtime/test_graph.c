/* The table of revisions: what is refused, what is found, what builds on what. */
#include "support/cmocka_all.h"

#include <string.h>

#include "internal.h"
#include "revisions.h"

static const restruct_revision diamond[] = {
	REVISION("0001_root", NULL, NULL),
	REVISION("0003_right", "0001_root", NULL),
	REVISION("0002_left", "0001_root", NULL),
	REVISION("0004_merge", "0002_left", "0003_right"),
	REVISION("0005_top", "0004_merge", NULL),
};

static void expect_refused(const restruct_table *table, const char *reason)
{
	struct restruct_graph graph;
	restruct_error error = {.status = RESTRUCT_OK};
	assert_false(restruct_graph_init(&graph, table, &error));
	restruct_graph_finish(&graph);
	assert_int_equal(error.status, RESTRUCT_USAGE);
	if (strstr(error.message, reason) == NULL)
		fail_msg("\"%s\" is not in: %s", reason, error.message);
}

static void expect_revisions_refused(
	const restruct_revision *revisions, size_t count, const char *reason)
{
	restruct_table table = {
		RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, count, revisions, NULL};
	expect_refused(&table, reason);
}

static void test_frame_is_checked(void **state)
{
	(void)state;
	restruct_table table = TABLE(diamond);
	expect_refused(NULL, "not a table of revisions");
	table.magic = 0;
	expect_refused(&table, "not a table of revisions");
	table.magic = RESTRUCT_TABLE_MAGIC;
	table.version = 99;
	expect_refused(&table, "version 99");
	table.version = RESTRUCT_TABLE_VERSION;
	table.revisions = NULL;
	expect_refused(&table, "not a table of revisions");
}

static void test_revisions_are_checked(void **state)
{
	(void)state;
	char long_id[65];
	memset(long_id, 'x', 64);
	long_id[64] = '\0';
	const restruct_revision revisions[][2] = {
		{REVISION(NULL, NULL, NULL)},
		{REVISION("", NULL, NULL)},
		{REVISION("head", NULL, NULL)},
		{REVISION("+1", NULL, NULL)},
		{REVISION("a:b", NULL, NULL)},
		{REVISION("a", NULL, "b")},
		{REVISION("b", "a", NULL)},
		{REVISION("a", "a", NULL)},
		{REVISION(long_id, NULL, NULL)},
	};
	const char *const reasons[] = {"no id", "no id", "target", "target", "target",
		"second parent", "\"a\" does not stand before it", "does not stand before it",
		"longer than 63"};
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		expect_revisions_refused(revisions[i], 1, reasons[i]);

	restruct_revision twice[] = {REVISION("a", NULL, NULL), REVISION("a", NULL, NULL)};
	expect_revisions_refused(twice, 2, "twice");
	twice[1] = (restruct_revision)REVISION("b", "a", NULL);
	twice[1].upgrade = NULL;
	expect_revisions_refused(twice, 2, "no upgrade function");
	twice[1].upgrade = nothing;
	twice[1].checksum = NULL;
	expect_revisions_refused(twice, 2, "no checksum");
}

static void test_an_empty_table_is_one(void **state)
{
	(void)state;
	restruct_table table = {RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 0, NULL, NULL};
	struct restruct_graph graph;
	restruct_error error = {.status = RESTRUCT_OK};
	assert_true(restruct_graph_init(&graph, &table, &error));
	assert_true(restruct_graph_find(&graph, "a") == NONE);
	restruct_graph_finish(&graph);
}

static void test_finds_and_walks(void **state)
{
	(void)state;
	restruct_table table = TABLE(diamond);
	struct restruct_graph graph;
	restruct_error error = {.status = RESTRUCT_OK};
	assert_true(restruct_graph_init(&graph, &table, &error));
	assert_int_equal(restruct_graph_find(&graph, "0002_left"), 2);
	assert_true(restruct_graph_find(&graph, "0002") == NONE);
	assert_true(restruct_graph_is_head(&graph, NULL, 4));
	assert_false(restruct_graph_is_head(&graph, NULL, 3));

	bool set[5] = {[3] = true};
	restruct_graph_add_ancestors(&graph, set);
	assert_true(set[0] && set[1] && set[2] && set[3] && !set[4]);
	bool from_left[5] = {[2] = true};
	restruct_graph_add_descendants(&graph, from_left);
	assert_true(!from_left[0] && !from_left[1] && from_left[3] && from_left[4]);
	restruct_graph_finish(&graph);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frame_is_checked),
		cmocka_unit_test(test_revisions_are_checked),
		cmocka_unit_test(test_an_empty_table_is_one),
		cmocka_unit_test(test_finds_and_walks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
