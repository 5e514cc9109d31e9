/* gen/base/text.c */
#include "base/text.h"

#include "base/arena.h"
#include "support/cmocka_all.h"

#include <string.h>

static void empty_is_a_string(void **state)
{
	(void)state;
	struct text text = {0};
	assert_string_equal(text_string(&text), "");
	text_put(&text, "");
	assert_string_equal(text_string(&text), "");
	text_finish(&text);
}

static void pieces_are_joined(void **state)
{
	(void)state;
	struct text text = {0};
	text_put(&text, "one");
	text_put_char(&text, ' ');
	text_put_n(&text, "two and more", 3);
	text_printf(&text, " %d %s", 3, "four");
	assert_string_equal(text_string(&text), "one two 3 four");
	assert_int_equal(text.length, strlen("one two 3 four"));
	text_finish(&text);
}

static void growth_at_every_length(void **state)
{
	(void)state;
	struct text text = {0};
	for (size_t i = 0; i < 3000; i++) {
		text_printf(&text, "%c", 'a' + (int)(i % 26));
		assert_int_equal(text.length, i + 1);
		assert_int_equal(strlen(text.data), i + 1);
	}
	text_finish(&text);
}

static void failure_sticks(void **state)
{
	(void)state;
	struct text text = {0};
	text_put(&text, "before");
	text.failed = true;
	text_put(&text, "after");
	text_printf(&text, "%s", "after");
	assert_string_equal(text_string(&text), "before");
	text_finish(&text);
}

static void cut_shortens_and_never_lengthens(void **state)
{
	(void)state;
	struct text text = {0};
	text_put(&text, "one, two, ");
	text_cut(&text, text.length - 2);
	assert_string_equal(text_string(&text), "one, two");
	text_cut(&text, 100);
	assert_string_equal(text_string(&text), "one, two");
	text_finish(&text);
}

static void c_string_reads_back(void **state)
{
	(void)state;
	struct text text = {0};
	text_put_c_string(&text, "a \"b\" \\ \n\t\x01\x7f ?"
				 "?= é");
	assert_string_equal(text_string(&text), "\"a \\\"b\\\" \\\\ \\n\\t\\001\\177 ?\\?= é\"");
	text_finish(&text);
}

static void json_string(void **state)
{
	(void)state;
	struct text text = {0};
	text_put_json(&text, "a \"b\" \\ \n\t\x01 é");
	text_put_json(&text, NULL);
	assert_string_equal(text_string(&text), "\"a \\\"b\\\" \\\\ \\n\\t\\u0001 é\"null");
	text_finish(&text);
}

static void take_moves_into_the_arena(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct text text = {0};
	text_put(&text, "kept");
	assert_string_equal(text_take(&text, &arena), "kept");
	assert_null(text.data);
	assert_string_equal(text_take(&text, &arena), "");
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_is_a_string),
		cmocka_unit_test(pieces_are_joined),
		cmocka_unit_test(growth_at_every_length),
		cmocka_unit_test(failure_sticks),
		cmocka_unit_test(cut_shortens_and_never_lengthens),
		cmocka_unit_test(c_string_reads_back),
		cmocka_unit_test(json_string),
		cmocka_unit_test(take_moves_into_the_arena),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
