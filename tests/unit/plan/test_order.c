/* The order of steps: rank and age, unless one needs what another provides. */
#include "plan/steps.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"

static struct arena arena;
static struct steps steps;

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	steps = (struct steps){0};
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static void add(enum rank rank, const char *name, const char *needs, const char *provides)
{
	struct step *step = arena_new(&arena, struct step);
	struct statement statement = {.sql = name};
	step->rank = rank;
	list_push(&arena, &step->statements, statement);
	if (needs)
		list_push(&arena, &step->needs, needs);
	if (provides)
		list_push(&arena, &step->provides, provides);
	list_push(&arena, &steps, step);
}

static const char *order(void)
{
	const char *all = "";
	list_each (struct step **, step, &steps)
		all = arena_printf(&arena, "%s%s", all, (*step)->statements.items[0].sql);
	return all;
}

static bool denied;

static void test_rank_then_age(void **state)
{
	(void)state;
	add(RANK_INDEX, "d", NULL, NULL);
	add(RANK_TABLE, "b", NULL, NULL);
	add(RANK_TABLE, "c", NULL, NULL);
	add(RANK_SCHEMA, "a", NULL, NULL);
	assert_true(steps_sort(&arena, &steps, &denied));
	assert_string_equal(order(), "abcd");
}

static void test_need_comes_before_rank(void **state)
{
	(void)state;
	add(RANK_TABLE, "b", "free", NULL);
	add(RANK_COLUMN, "c", NULL, NULL);
	add(RANK_DROP_TABLE, "a", NULL, "free");
	assert_true(steps_sort(&arena, &steps, &denied));
	assert_string_equal(order(), "cab");
}

static void test_all_who_provide_come_first(void **state)
{
	(void)state;
	add(RANK_SCHEMA, "d", "gone", NULL);
	add(RANK_INDEX, "b", NULL, "gone");
	add(RANK_TABLE, "a", NULL, "gone");
	add(RANK_DROP_TABLE, "c", NULL, "gone");
	assert_true(steps_sort(&arena, &steps, &denied));
	assert_string_equal(order(), "abcd");
}

static void test_own_and_unknown_needs_are_met(void **state)
{
	(void)state;
	add(RANK_TABLE, "a", "me", "me");
	add(RANK_TABLE, "b", "nobody", NULL);
	assert_true(steps_sort(&arena, &steps, &denied));
	assert_string_equal(order(), "ab");
}

static void test_circle_is_told(void **state)
{
	(void)state;
	add(RANK_TABLE, "b", "x", "y");
	add(RANK_TABLE, "c", "y", "x");
	add(RANK_INDEX, "a", NULL, NULL);
	assert_false(steps_sort(&arena, &steps, &denied));
	assert_string_equal(order(), "abc"); /* nothing is lost */
}

static void wants(size_t step, const char *word)
{
	list_push(&arena, &steps.items[step]->wants, word);
}

static void test_wants_are_met_where_they_can(void **state)
{
	(void)state;
	denied = false;
	add(RANK_TABLE, "b", NULL, NULL);
	add(RANK_INDEX, "a", NULL, "x");
	wants(0, "x");
	assert_true(steps_sort(&arena, &steps, &denied));
	assert_string_equal(order(), "ab");
	assert_false(denied);
}

static void test_wants_give_way_in_a_circle(void **state)
{
	(void)state;
	denied = false;
	add(RANK_TABLE, "a", NULL, "y");
	add(RANK_INDEX, "b", "y", "x");
	wants(0, "x");
	assert_true(steps_sort(&arena, &steps, &denied));
	assert_string_equal(order(), "ab");
	assert_true(denied);
}

static void test_many(void **state)
{
	(void)state;
	enum { COUNT = 2000 };
	for (int i = 0; i < COUNT; i++)
		add(RANK_TABLE, arena_printf(&arena, "%d,", i), arena_printf(&arena, "%d", i + 1),
			arena_printf(&arena, "%d", i));
	assert_true(steps_sort(&arena, &steps, &denied));
	for (int i = 0; i < COUNT; i++)
		assert_string_equal(steps.items[i]->statements.items[0].sql,
			arena_printf(&arena, "%d,", COUNT - 1 - i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rank_then_age, start, finish),
		cmocka_unit_test_setup_teardown(test_need_comes_before_rank, start, finish),
		cmocka_unit_test_setup_teardown(test_all_who_provide_come_first, start, finish),
		cmocka_unit_test_setup_teardown(test_own_and_unknown_needs_are_met, start, finish),
		cmocka_unit_test_setup_teardown(test_circle_is_told, start, finish),
		cmocka_unit_test_setup_teardown(test_wants_are_met_where_they_can, start, finish),
		cmocka_unit_test_setup_teardown(test_wants_give_way_in_a_circle, start, finish),
		cmocka_unit_test_setup_teardown(test_many, start, finish),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
