/* gen/read/annotation.c and locate.c: the text of an annotation, and where it stands. */
#include "read/annotation.h"

#include "base/text.h"
#include "support/reading.h"

#include <stdlib.h>
#include <string.h>

#include "support/cmocka_all.h"

static struct arena arena;
static struct diag diag;

static const struct place here = {.file = "a.h", .line = 1, .column = 1};

/* "table|audit.log" or what was said. */
static const char *parsed(const char *text)
{
	struct annotation annotation;
	diag_init(&diag, &arena);
	if (!annotation_parse(&arena, text, here, &annotation, &diag)) {
		assert_int_equal(annotation.word, WORD_broken);
		assert_int_equal(diag.errors, 1);
		return diag.list.items[0].message;
	}
	assert_int_equal(diag.errors, 0);
	struct text result = {0};
	text_put(&result, word_macro(&arena, annotation.word));
	list_each (const struct argument *, argument, &annotation.arguments) {
		text_put(&result, "|");
		if (argument->schema)
			text_printf(&result, "%s.", argument->schema);
		text_put(&result, argument->text ? argument->text : "-");
	}
	return text_take(&result, &arena);
}

static void names(void **state)
{
	(void)state;
	assert_string_equal(parsed("db:table:orders"), "DB_TABLE|orders");
	assert_string_equal(parsed("db:table:Orders"), "DB_TABLE|Orders");
	assert_string_equal(parsed("db:table:audit.log"), "DB_TABLE|audit.log");
	assert_string_equal(parsed("db:table:audit . log"), "DB_TABLE|audit.log");
	assert_string_equal(parsed("db:table:\"order date\""), "DB_TABLE|order date");
	assert_string_equal(parsed("db:table:\"a.b\""), "DB_TABLE|a.b");
	assert_string_equal(
		parsed("db:table:\"my schema\".\"my table\""), "DB_TABLE|my schema.my table");
	assert_string_equal(parsed("db:table:größe"), "DB_TABLE|größe");
	assert_string_equal(parsed("db:column:class"), "DB_COLUMN|class");
	assert_string_equal(parsed("db:label:\"n/a\""), "DB_LABEL|n/a");
	assert_string_equal(parsed("db:label:\"\""), "DB_LABEL|");
}

static void strings(void **state)
{
	(void)state;
	assert_string_equal(parsed("db:check:\"a > 0\""), "DB_CHECK|a > 0");
	assert_string_equal(parsed("db:check:\"a > \" \"0\""), "DB_CHECK|a > 0");
	assert_string_equal(parsed("db:check:u8\"a\""), "DB_CHECK|a");
	assert_string_equal(
		parsed("db:check:\"a = \\\"B\\\" \\\\ \\'\""), "DB_CHECK|a = \"B\" \\ '");
	assert_string_equal(
		parsed("db:check:\"\\x41\\102\\n\\t\\u00e9\\U0001F600\""), "DB_CHECK|AB\n\té😀");
	assert_string_equal(parsed("db:check:\"f(a, b), (c\""), "DB_CHECK|f(a, b), (c");
	assert_string_equal(parsed("db:check:\"\""), "DB_CHECK|");
}

static void several_arguments(void **state)
{
	(void)state;
	assert_string_equal(parsed("db:index:by_name, \"(name)\""), "DB_INDEX|by_name|(name)");
	assert_string_equal(parsed("db:index:\"(name)\""), "DB_INDEX|-|(name)");
	assert_string_equal(parsed("db:references:t"), "DB_REFERENCES|t|-|-");
	assert_string_equal(parsed("db:references:s.t, id"), "DB_REFERENCES|s.t|id|-");
	assert_string_equal(parsed("db:references:t, id, \"ON DELETE CASCADE\""),
		"DB_REFERENCES|t|id|ON DELETE CASCADE");
	assert_string_equal(
		parsed("db:references:t, , \"MATCH FULL\""), "DB_REFERENCES|t|-|MATCH FULL");
	assert_string_equal(parsed("db:revision:0002_b, \"two\", 0001_a, 0001_c"),
		"DB_REVISION|0002_b|two|0001_a|0001_c");
	assert_string_equal(parsed("db:revision:0001_a, \"one\""), "DB_REVISION|0001_a|one|-");
	assert_string_equal(parsed("db:hazard:loses-data, \"DROP TABLE a, b\""),
		"DB_HAZARD|loses-data|DROP TABLE a, b");
	assert_string_equal(parsed("db:dropped:table, a.b"), "DB_DROPPED|table|a.b|-");
	assert_string_equal(parsed("db:primary_key:"), "DB_PRIMARY_KEY");
	assert_string_equal(parsed("db:hazard:loses (a, b), \"c\""), "DB_HAZARD|loses (a, b)|c");
}

static void wrong_arguments(void **state)
{
	(void)state;
	assert_string_equal(
		parsed("db:table:"), "DB_TABLE lacks an argument; write DB_TABLE(name)");
	assert_string_equal(parsed("db:references:"),
		"DB_REFERENCES lacks an argument; write DB_REFERENCES(name, name, \"…\")");
	assert_string_equal(parsed("db:revision:"),
		"DB_REVISION lacks an argument; write DB_REVISION(name, \"…\", name)");
	assert_string_equal(parsed("db:table:a b"),
		"argument 1 of DB_TABLE must be a name, bare, as schema.name or between double "
		"quotes; write DB_TABLE(name)");
	assert_string_equal(parsed("db:table:1a"),
		"argument 1 of DB_TABLE must be a name, bare, as schema.name or between double "
		"quotes; write DB_TABLE(name)");
	assert_string_equal(parsed("db:table:a.b.c"),
		"argument 1 of DB_TABLE must be a name, bare, as schema.name or between double "
		"quotes; write DB_TABLE(name)");
	assert_string_equal(parsed("db:table:\"\""),
		"argument 1 of DB_TABLE must be a name, bare, as schema.name or between double "
		"quotes; write DB_TABLE(name)");
	assert_string_equal(parsed("db:column:a.b"),
		"argument 1 of DB_COLUMN must be a name, bare or between double quotes; write "
		"DB_COLUMN(name)");
	assert_string_equal(parsed("db:default:0"),
		"argument 1 of DB_DEFAULT must be a string between double quotes; write "
		"DB_DEFAULT(\"…\")");
	assert_string_equal(parsed("db:check:\"a\" b"),
		"argument 1 of DB_CHECK must be a string between double quotes; write "
		"DB_CHECK(\"…\")");
	assert_string_equal(parsed("db:check:\"a\", \"b\""),
		"DB_CHECK has an argument too many; write DB_CHECK(\"…\")");
	assert_string_equal(parsed("db:check:\"a\","),
		"DB_CHECK has an argument too many; write DB_CHECK(\"…\")");
	assert_string_equal(parsed("db:index:a, b"),
		"argument 2 of DB_INDEX must be a string between double quotes; write "
		"DB_INDEX(name, \"…\")");
	assert_string_equal(parsed("db:hazard:, \"x\""),
		"argument 1 of DB_HAZARD must not be empty; write DB_HAZARD(name, \"…\")");
	assert_string_equal(parsed("db:unique:x"), "DB_UNIQUE has an argument too many; write "
						   "DB_UNIQUE");
}

static void unknown_words(void **state)
{
	(void)state;
	assert_string_equal(parsed("db:tabel:x"),
		"unknown annotation \"db:tabel:x\"; use the words of restruct_model.h, of this "
		"restruct's own version");
	assert_string_equal(parsed("db:table"),
		"unknown annotation \"db:table\"; use the words of restruct_model.h, of this "
		"restruct's own version");
	assert_string_equal(parsed("db:broken:"),
		"unknown annotation \"db:broken:\"; use the words of restruct_model.h, of this "
		"restruct's own version");
}

static void where_words_belong(void **state)
{
	(void)state;
	assert_true(word_stands_on(WORD_was, ON_ENUMERATOR));
	assert_false(word_stands_on(WORD_index, ON_MEMBER));
	assert_true(word_repeats(WORD_index));
	assert_false(word_repeats(WORD_default));
	assert_string_equal(word_belongs(&arena, WORD_type),
		"after a member of a struct that is a table, after the name of a typedef");
}

/* Whatever comes, it is taken or refused; sanitizers watch. */
static void odd_texts(void **state)
{
	static const char *const texts[] = {"", "db:", "db::", "db:check:\"", "db:check:\"\\",
		"db:check:\"\\x", "db:table:(", "db:table:)", "db:table:'", "db:table:'\\",
		"db:index:,", "db:index:,,,", "db:references:,,", "db:table:\"a\".", "db:table:.",
		"db:check:u8", "db:check:u8\"", "db:check:\"\\u\"", "db:check:\"\\777\"",
		"db:check:\"\\U7fffffff\""};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		parsed(texts[i]);
}

/* Places. */

static void assert_place(const char *source, unsigned line, unsigned column, size_t argument,
	size_t offset, unsigned wanted_line, unsigned wanted_column)
{
	struct annotation annotation = {.word = WORD_references,
		.place = {.file = "place.h", .line = line, .column = column}};
	reading_file("place.h", source);
	struct place place = annotation_place(&arena, &annotation, argument, offset);
	assert_string_equal(place.file, "place.h");
	assert_int_equal(place.line, wanted_line);
	assert_int_equal(place.column, wanted_column);
}

static void places_of_arguments(void **state)
{
	(void)state;
	const char *one = "int a DB_REFERENCES(b, c, \"ON DELETE\");\n";
	assert_place(one, 1, 7, 0, 0, 1, 21);
	assert_place(one, 1, 7, 1, 0, 1, 24);
	assert_place(one, 1, 7, 2, 0, 1, 28);
	assert_place(one, 1, 7, 2, 3, 1, 31);
	assert_place(one, 1, 7, 2, 9, 1, 37);  /* the end: the quote */
	assert_place(one, 1, 7, 2, 99, 1, 37); /* past the end */
	assert_place(one, 1, 7, 3, 0, 1, 7);   /* no such argument: the word */
	assert_place(one, 1, 1, 2, 0, 1, 1);   /* another word there */
	assert_place(one, 9, 1, 2, 0, 9, 1);   /* no such line */
	assert_place(one, 1, 999, 2, 0, 1, 999);
	assert_place(one, 1, 0, 2, 0, 1, 0);
}

static void places_over_lines_and_pieces(void **state)
{
	(void)state;
	const char *two = "int x;\nint a DB_REFERENCES (\tb /* , */, // \"c\n  c,\n"
			  "\t\"ON \"  \"DEL\" /* \" */\n\"ETE\");\n";
	assert_place(two, 2, 7, 0, 0, 2, 23);
	assert_place(two, 2, 7, 1, 0, 3, 3);
	assert_place(two, 2, 7, 2, 0, 4, 3);
	assert_place(two, 2, 7, 2, 3, 4, 10);
	assert_place(two, 2, 7, 2, 6, 5, 2);
	assert_place(two, 2, 7, 2, 8, 5, 4);
}

static void places_after_escapes(void **state)
{
	(void)state;
	const char *escapes = "DB_REFERENCES(b, f(c, d), \"\\x41\\101\\n\\\"\\u00e9é\\\\z\");\n";
	assert_place(escapes, 1, 1, 2, 0, 1, 28);
	assert_place(escapes, 1, 1, 2, 1, 1, 32);
	assert_place(escapes, 1, 1, 2, 2, 1, 36);
	assert_place(escapes, 1, 1, 2, 3, 1, 38);
	assert_place(escapes, 1, 1, 2, 4, 1, 40); /* \u00e9: two bytes */
	assert_place(escapes, 1, 1, 2, 5, 1, 40);
	assert_place(escapes, 1, 1, 2, 6, 1, 46); /* é: two bytes */
	assert_place(escapes, 1, 1, 2, 8, 1, 48);
	assert_place(escapes, 1, 1, 2, 9, 1, 50);
	const char *splice = "DB_REFERENCES(b, c, \"a\\\nb\\\r\nc\");\n";
	assert_place(splice, 1, 1, 2, 0, 1, 22);
	assert_place(splice, 1, 1, 2, 1, 2, 1);
	assert_place(splice, 1, 1, 2, 2, 3, 1);
	const char *quotes = "DB_REFERENCES(\"a, \\\"b\", ',', u8\"xy\");\n";
	assert_place(quotes, 1, 1, 1, 0, 1, 25);
	assert_place(quotes, 1, 1, 2, 1, 1, 34);
}

/* What PostgreSQL cannot keep is not cut short in silence. */
static void what_no_database_holds(void **state)
{
	(void)state;
	static const char *const texts[] = {"db:check:\"a\\0b\"", "db:check:\"\\x00\"",
		"db:check:\"\xff\"", "db:check:\"\\xff\"", "db:check:\"\\ud800\"",
		"db:check:\"\\U00110000\"", "db:check:\"\\xc0\\x80\"", "db:check:\"\xc3\""};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_string_equal(parsed(texts[i]),
			"argument 1 of DB_CHECK holds a NUL or is not UTF-8; PostgreSQL keeps "
			"neither");
	assert_string_equal(parsed("db:table:gr\xf6\xdf"
				   "e"),
		"argument 1 of DB_TABLE holds a NUL or is not UTF-8; PostgreSQL keeps neither");
	assert_string_equal(parsed("db:label:\"\\xc3\\xb6\""), "DB_LABEL|ö");
	assert_string_equal(parsed("db:label:\"\\U0001F600\""), "DB_LABEL|😀");
}

static void strings_without_an_end(void **state)
{
	(void)state;
	static const char *const texts[] = {"db:table:\"", "db:table:\"a", "db:table:\"a\\",
		"db:table:\"a\".\"", "db:table:\"a\" \"b"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_string_equal(parsed(texts[i]),
			"argument 1 of DB_TABLE must be a name, bare, as schema.name or between "
			"double quotes; write DB_TABLE(name)");
}

static void places_without_an_end(void **state)
{
	static const char *const sources[] = {"DB_REFERENCES", "DB_REFERENCES(", "DB_REFERENCES(a,",
		"DB_REFERENCES(a, b, \"c", "DB_REFERENCES(a, \"", "DB_REFERENCES(/*",
		"DB_REFERENCES(//", "DB_REFERENCES('", "DB_REFERENCES(\"\\",
		"DB_REFERENCES(a, b, \"\\"};
	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct annotation annotation = {.word = WORD_references,
			.place = {.file = "place.h", .line = 1, .column = 1}};
		reading_file("place.h", sources[i]);
		struct place place = annotation_place(&arena, &annotation, 2, 5);
		assert_true(place.line >= 1 && place.column >= 1);
	}
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	reading_folder();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(strings),
		cmocka_unit_test(several_arguments),
		cmocka_unit_test(wrong_arguments),
		cmocka_unit_test(unknown_words),
		cmocka_unit_test(where_words_belong),
		cmocka_unit_test(odd_texts),
		cmocka_unit_test(places_of_arguments),
		cmocka_unit_test(places_over_lines_and_pieces),
		cmocka_unit_test(places_after_escapes),
		cmocka_unit_test(places_without_an_end),
		cmocka_unit_test(strings_without_an_end),
		cmocka_unit_test(what_no_database_holds),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
