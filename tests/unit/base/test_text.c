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

/* As PostgreSQL's pg_utf8_islegal() has it. */
static void utf8(void **state)
{
	(void)state;
	static const char *const good[] = {"", "plain", "größe", "€", "😀", "\xed\x9f\xbf",
		"\xee\x80\x80", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "\xe0\xa0\x80"};
	static const char *const bad[] = {"\xff", "\x80", "a\xc3", "\xc3(", "\xc0\x80", "\xc1\xbf",
		"\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80",
		"\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82",
		"\xf0\x9f\x98"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(text_is_utf8(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_utf8(bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_is_a_string),
		cmocka_unit_test(pieces_are_joined),
		cmocka_unit_test(growth_at_every_length),
		cmocka_unit_test(cut_shortens_and_never_lengthens),
		cmocka_unit_test(c_string_reads_back),
		cmocka_unit_test(json_string),
		cmocka_unit_test(take_moves_into_the_arena),
		cmocka_unit_test(utf8),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
