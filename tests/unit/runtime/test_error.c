/* Errors as text: the first one sticks, whatever does not fit is cut between characters. */
#include "support/cmocka_all.h"

#include <string.h>

#include "internal.h"

static void test_the_first_failure_sticks(void **state)
{
	(void)state;
	restruct_error error = {.status = RESTRUCT_OK};
	restruct_fail(&error, RESTRUCT_REFUSED, "0001_x", "do that", "it %s", "fails");
	restruct_fail(&error, RESTRUCT_USAGE, NULL, NULL, "another");
	restruct_fail_memory(&error);
	assert_int_equal(error.status, RESTRUCT_REFUSED);
	assert_string_equal(error.revision, "0001_x");
	assert_string_equal(error.hint, "do that");
	assert_string_equal(error.message, "revision \"0001_x\": it fails\n  hint: do that");
	restruct_error_clear(&error);
	assert_int_equal(error.status, RESTRUCT_OK);
	assert_string_equal(error.message, "");
}

static void test_long_messages_are_cut_and_keep_their_hint(void **state)
{
	(void)state;
	char text[8001];
	for (size_t i = 0; i + 2 < sizeof text; i += 2)
		memcpy(text + i, "ä", 2);
	text[sizeof text - 1] = '\0';
	for (int shift = 0; shift < 2; shift++) {
		restruct_error error = {.status = RESTRUCT_OK};
		restruct_fail(
			&error, RESTRUCT_USAGE, NULL, "the hint", "%s%s", shift ? "x" : "", text);
		const char *hint = strstr(error.message, "\n  hint: the hint");
		assert_non_null(hint);
		assert_true((hint - error.message - shift) % 2 == 0);
		assert_true(strlen(error.message) > sizeof error.message - 4);

		restruct_error_clear(&error);
		restruct_fail(&error, RESTRUCT_USAGE, shift ? text : "r", text, "short");
		assert_non_null(strstr(error.message, "short"));
		assert_true(strlen(error.hint) > sizeof error.hint - 4);
		assert_true(strlen(error.hint) % 2 == 0);
	}
}

/* What libpq says ends with one, and more may follow. */
static void test_lines_are_added_without_newline(void **state)
{
	(void)state;
	restruct_error error = {.status = RESTRUCT_OK};
	restruct_fail(&error, RESTRUCT_USAGE, NULL, "the hint", "short");
	restruct_error_add(&error, "and: ", "two\nlines\n");
	restruct_error_add(&error, "and: ", "one more");
	assert_string_equal(
		error.message, "short\n  and: two\nlines\n  and: one more\n  hint: the hint");
}

/* Also in an encoding of one byte a character, where C2 is a letter. */
static void test_control_characters_are_shown(void **state)
{
	(void)state;
	struct restruct_text text = {0};
	restruct_text_show(&text, "a\n\x7f\xc2\x9b\xc2\xa0\xc2z\xc2\x1b\xc2", SIZE_MAX);
	assert_string_equal(
		restruct_text_string(&text), "a\\x0a\\x7f\\x9b\xc2\xa0\xc2z\xc2\\x1b\xc2");
	restruct_text_finish(&text);
}

static void test_statuses_have_names(void **state)
{
	(void)state;
	for (int status = RESTRUCT_OK; status <= RESTRUCT_DIFFERENT; status++)
		assert_string_not_equal(restruct_status_name((restruct_status)status), "unknown");
	assert_string_equal(
		restruct_status_name((restruct_status)(RESTRUCT_DIFFERENT + 1)), "unknown");
}

static void test_texts_grow(void **state)
{
	(void)state;
	struct restruct_text text = {0};
	assert_string_equal(restruct_text_string(&text), "");
	for (int i = 0; i < 1000; i++)
		restruct_text_printf(&text, "%d,", i % 10);
	assert_int_equal(text.length, 2000);
	assert_int_equal(strlen(restruct_text_string(&text)), 2000);
	restruct_text_put(&text, "end");
	assert_string_equal(restruct_text_string(&text) + 1996, "8,9,end");
	restruct_text_finish(&text);
	assert_string_equal(restruct_text_string(&text), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_failure_sticks),
		cmocka_unit_test(test_long_messages_are_cut_and_keep_their_hint),
		cmocka_unit_test(test_lines_are_added_without_newline),
		cmocka_unit_test(test_control_characters_are_shown),
		cmocka_unit_test(test_statuses_have_names),
		cmocka_unit_test(test_texts_grow),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
