/* gen/base/map.c */
#include "base/map.h"

#include "support/cmocka_all.h"

static void empty_holds_nothing(void **state)
{
	(void)state;
	struct map map = {0};
	assert_null(map_get(&map, "anything"));
	assert_null(map_get(&map, ""));
}

static void finds_what_was_put(void **state)
{
	(void)state;
	struct arena arena;
	struct map map = {0};
	static int values[5000];
	arena_init(&arena);
	for (int i = 0; i < 5000; i++) {
		values[i] = i;
		map_put(&arena, &map, arena_printf(&arena, "key %d", i), &values[i]);
	}
	assert_int_equal(map.count, 5000);
	for (int i = 0; i < 5000; i++)
		assert_ptr_equal(map_get(&map, arena_printf(&arena, "key %d", i)), &values[i]);
	assert_null(map_get(&map, "key 5000"));
	assert_null(map_get(&map, "key"));
	arena_finish(&arena);
}

static void the_newest_value_counts(void **state)
{
	(void)state;
	struct arena arena;
	struct map map = {0};
	int old, new;
	arena_init(&arena);
	map_put(&arena, &map, "key", &old);
	map_put(&arena, &map, "key", &new);
	assert_int_equal(map.count, 1);
	assert_ptr_equal(map_get(&map, "key"), &new);
	map_put(&arena, &map, "key", NULL);
	assert_null(map_get(&map, "key"));
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_holds_nothing),
		cmocka_unit_test(finds_what_was_put),
		cmocka_unit_test(the_newest_value_counts),
	};
	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
