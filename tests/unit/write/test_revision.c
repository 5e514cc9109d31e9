/* A revision's source: every statement arrives as it was, in literals that C promises. */
#include "write/write.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"

static struct arena arena;

/* The source of a revision with one statement. */
static const char *source_standing(const char *sql, const char *note, enum standing standing)
{
	struct plan upgrade = {0}, downgrade = {0};
	struct statement statement = {.sql = sql, .note = note, .standing = standing};
	struct new_revision revision = {
		.id = "0001_a", .message = "a", .upgrade = &upgrade, .downgrade = &downgrade};
	struct text text = {0};
	list_push(&arena, &upgrade.statements, statement);
	write_revision_source(&text, &revision);
	return text_take(&text, &arena);
}

static const char *source_of(const char *sql, const char *note)
{
	return source_standing(sql, note, STANDS_WITH_OTHERS);
}

/* The characters of a literal that starts after the quote; *at is moved behind it. */
static void read_literal(const char **at, struct text *text)
{
	for (; **at != '"'; ++*at) {
		char c = **at;
		if (c == '\\') {
			c = *++*at;
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
		}
		text_put_char(text, c);
	}
	++*at;
}

/* What a compiler makes of the first function's literals, and how many pieces it sees. */
static const char *joined(const char *source, size_t *pieces, size_t *longest)
{
	struct text text = {0};
	const char *at = strstr(source, "m, "), *end = strstr(source, ");\n}");
	at = at ? at : strstr(source, "(m,");
	size_t start = 0;
	*pieces = *longest = 0;
	for (; at < end; at++) {
		if (*at != '"')
			continue;
		at++;
		read_literal(&at, &text);
		bool piece_ends = *at != '\n';
		if (!piece_ends)
			continue;
		++*pieces;
		*longest = text.length - start > *longest ? text.length - start : *longest;
		start = text.length;
	}
	return text_take(&text, &arena);
}

static void arrives(const char *sql, size_t wanted_pieces)
{
	size_t pieces, longest;
	const char *source = source_of(sql, NULL);
	assert_string_equal(joined(source, &pieces, &longest), sql);
	assert_int_equal(pieces, wanted_pieces);
	assert_true(longest <= 4095);
	assert_int_equal(strstr(source, "restruct_sql_pieces") != NULL, pieces > 1);
	for (const char *line = source; *line; line++) {
		size_t length = strcspn(line, "\n");
		assert_true(length < 2500);
		line += length;
	}
}

static const char *repeat(const char *what, int times)
{
	struct text text = {0};
	for (int i = 0; i < times; i++)
		text_put(&text, what);
	return text_take(&text, &arena);
}

static void statements_arrive(void **state)
{
	(void)state;
	arrives("DROP TABLE a", 1);
	arrives("CREATE TABLE a (\n\tb text,\n\tc text\n)", 1);
	arrives("COMMENT ON TABLE a IS E'it''s \\\\ \"x\" ?\?/ \n\n end'", 1);
	arrives("ends with a break\n", 1);
	arrives(repeat("\tcolumn text,\n", 1000), 4);
	arrives(repeat("no break at all ", 1000), 5);
	arrives(repeat("nospaceatall", 1000), 3);
	arrives(repeat("größe", 1000), 2);
}

static void statements_outside_may_be_long(void **state)
{
	(void)state;
	size_t pieces, longest;
	const char *sql = repeat("CREATE INDEX CONCURRENTLY ", 200);
	const char *source = source_standing(sql, NULL, STANDS_OUTSIDE);
	assert_non_null(strstr(source, "\trestruct_concurrently_pieces(m,\n"));
	assert_string_equal(joined(source, &pieces, &longest), sql);
	assert_int_equal(pieces, 2);
	assert_true(longest <= 4095);
	source = source_standing("DROP INDEX CONCURRENTLY i", NULL, STANDS_OUTSIDE);
	assert_non_null(strstr(source, "\trestruct_concurrently(m, \"DROP"));
}

static void calls_are_laid_out_as_the_formatter_would(void **state)
{
	(void)state;
	assert_non_null(
		strstr(source_of("DROP TABLE a", NULL), "\trestruct_sql(m, \"DROP TABLE a\");\n"));
	assert_non_null(strstr(
		source_of("A (\n\tb)", NULL), "\trestruct_sql(m, \"A (\\n\"\n\t\t\t\"\\tb)\");\n"));
	const char *just_too_long = repeat("x", 74);
	assert_non_null(strstr(source_of(just_too_long, NULL), "\trestruct_sql(\n\t\tm, \"xxx"));
	const char *too_long = repeat("x", 90);
	assert_non_null(strstr(source_of(too_long, NULL), "\trestruct_sql(m,\n\t\t\"xxx"));
}

static void notes_stay_comments(void **state)
{
	(void)state;
	const char *source = source_of("A", "one */ two /* three\nfour");
	assert_non_null(strstr(source, "\t/* one * / two / * three four */\n"));
	source = source_of("A", repeat("word ", 40));
	assert_non_null(strstr(source, " word\n\t * word "));
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statements_arrive),
		cmocka_unit_test(statements_outside_may_be_long),
		cmocka_unit_test(calls_are_laid_out_as_the_formatter_would),
		cmocka_unit_test(notes_stay_comments),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
