/* gen/base/arena.c */
#include "base/arena.h"

#include "support/cmocka_all.h"

#include <string.h>

static void alloc_is_zeroed_and_aligned(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	for (size_t size = 0; size < 300; size++) {
		unsigned char *memory = arena_alloc(&arena, size);
		assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xff, size);
	}
	arena_finish(&arena);
}

static void alloc_larger_than_a_block(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	char *small = arena_strdup(&arena, "small");
	char *large = arena_alloc(&arena, 1 << 20);
	memset(large, 'x', 1 << 20);
	assert_string_equal(small, "small");
	assert_string_equal(arena_strdup(&arena, "after"), "after");
	arena_finish(&arena);
}

static void strings_are_copies(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	char original[] = "original";
	char *copy = arena_strdup(&arena, original);
	original[0] = 'X';
	assert_string_equal(copy, "original");
	assert_string_equal(arena_strndup(&arena, "original", 4), "orig");
	assert_string_equal(arena_printf(&arena, "%s-%d", "a", 7), "a-7");
	assert_null(arena_strdup(&arena, NULL));
	arena_finish(&arena);
}

LIST(int, numbers);

static void list_keeps_its_order_while_it_grows(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct numbers numbers = {0};
	int visited = 0;
	list_each (int *, number, &numbers)
		visited += *number;
	assert_int_equal(visited, 0);
	for (int i = 0; i < 1000; i++)
		list_push(&arena, &numbers, i);
	assert_int_equal(numbers.count, 1000);
	list_each (int *, number, &numbers)
		assert_int_equal(*number, visited++);
	assert_int_equal(visited, 1000);
	arena_finish(&arena);
}

static void finish_leaves_an_arena_that_can_be_used(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	arena_finish(&arena);
	arena_alloc(&arena, 100);
	arena_finish(&arena);
	assert_string_equal(arena_strdup(&arena, "again"), "again");
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alloc_is_zeroed_and_aligned),
		cmocka_unit_test(alloc_larger_than_a_block),
		cmocka_unit_test(strings_are_copies),
		cmocka_unit_test(list_keeps_its_order_while_it_grows),
		cmocka_unit_test(finish_leaves_an_arena_that_can_be_used),
	};
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
