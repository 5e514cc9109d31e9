/* gen/read/comment.c: what stands in documentation comments, and which of them belong to whom. */
#include "read/declarations.h"

#include "support/reading.h"

#include <string.h>

#include "support/cmocka_all.h"

static struct arena arena;

static void assert_text(const char *comment, const char *expected)
{
	const char *text = comment_text(&arena, comment);
	if (!expected)
		assert_null(text);
	else
		assert_string_equal(text, expected);
}

static void decoration(void **state)
{
	(void)state;
	assert_text("/** Who buys. */", "Who buys.");
	assert_text("/*! Who buys. */", "Who buys.");
	assert_text("/**Who buys.*/", "Who buys.");
	assert_text("/**< Who buys. */", "Who buys.");
	assert_text("/// Who buys.", "Who buys.");
	assert_text("//! Who buys.", "Who buys.");
	assert_text("///< Who buys.", "Who buys.");
	assert_text("/** */", NULL);
	assert_text("/***/", NULL);
	assert_text("///", NULL);
	assert_text("/** a * b ** c */", "a * b ** c");
	assert_text("/** \"quotes\" 'and' \\ more */", "\"quotes\" 'and' \\ more");
}

static void several_lines(void **state)
{
	(void)state;
	assert_text("/** One\n *  two\n\t * three */", "One\n two\nthree");
	assert_text("/**\n * One.\n *\n * Two.\n */", "One.\n\nTwo.");
	assert_text("/**\n   One.\n   Two.\n*/", "One.\nTwo.");
	assert_text("/// One\n///\n///   two", "One\n\n  two");
	assert_text("/** One\r\n * two\r\n */", "One\ntwo");
}

/* The comment near the declaration of X in source. */
static void assert_near(const char *source, const char *expected)
{
	struct place place = {.line = 1};
	const char *x = strchr(source, 'X'), *line = source;
	for (const char *at = source; at < x; at++) {
		if (*at == '\n') {
			place.line++;
			line = at + 1;
		}
	}
	place.column = (unsigned)(x - line) + 1;
	const char *found = comment_near(&arena, source, place);
	if (!expected)
		assert_null(found);
	else
		assert_string_equal(found, expected);
}

static void near_a_declaration(void **state)
{
	(void)state;
	assert_near("/** One. */\nX(a);\n", "One.");
	assert_near("/** One.\n * Two. */ X(a);\n", "One.\nTwo.");
	assert_near("int a;\n/// One\n///\n/// Two\n  X(a);\n", "One\n\nTwo");
	assert_near("X(a); ///< after\n", "after");
	assert_near("X(a); /**< after */\n", "after");
	assert_near("/// before\nX(a); ///< after\n", "before");
	assert_near("/* plain */\nX(a);\n", NULL);
	assert_near("// plain\nX(a);\n", NULL);
	assert_near("int a; ///< of a\nX(b);\n", NULL);
	assert_near("int a; /**< of a */\nX(b);\n", NULL);
	assert_near("///< of nobody\nX(b);\n", NULL);
	assert_near("/** of a */\nint a;\nX(b);\n", NULL);
	assert_near("X(a);\n///< next line\n", NULL);
	assert_near("X(a);", NULL);
	assert_near("*/X(a);", NULL);
	assert_near("/**/X(a);", NULL);
}

static void on_all_that_may_have_one(void **state)
{
	(void)state;
	assert_schema("/** of a schema */\nDB_SCHEMA(audit);\n"
		      "/// of an\n/// extension\nDB_EXTENSION(citext);\n"
		      "DB_SEQUENCE(numbers); ///< of a sequence\n"
		      "/** of an enum */\nenum mood { /** of a label */ MOOD_SAD } DB_ENUM(mood);\n"
		      "/** of a domain */\ntypedef char *mail DB_DOMAIN(mail, \"text\");\n"
		      "/**\n * of a table\n *\n * in lines\n */\n"
		      "struct t {\n\t/** of a column */\n\tint a;\n\tint b DB_DEFAULT(\"1\"); ///< "
		      "behind\n\tint c; /* plain */\n\tint d; // plain\n} DB_TABLE(t);\n",
		"schema audit -- \"of a schema\"\n"
		"extension citext any -- \"of an\\nextension\"\n"
		"enum mood (enum mood) -- \"of an enum\"\n"
		"  MOOD_SAD 'sad'\n"
		"domain mail text (char *mail = text) -- \"of a domain\"\n"
		"sequence numbers bigint from 1 by 1 -- \"of a sequence\"\n"
		"table t (struct t) -- \"of a table\\n\\nin lines\"\n"
		"  a integer (int a = integer) -- \"of a column\"\n"
		"  b integer default 1 (int b = integer) -- \"behind\"\n"
		"  c integer (int c = integer)\n"
		"  d integer (int d = integer)\n");
}

static void on_typedefs(void **state)
{
	(void)state;
	assert_schema("/** of a struct */\ntypedef struct { int a; } t DB_TABLE(t);\n"
		      "/** of another */\ntypedef struct u { int a; } u DB_TABLE(u);\n"
		      "/** of a mood */\ntypedef enum { M_A } mood DB_ENUM(mood);\n",
		"enum mood (enum mood) -- \"of a mood\"\n"
		"  M_A 'a'\n"
		"table t (struct t) -- \"of a struct\"\n"
		"  a integer (int a = integer)\n"
		"table u (struct u) -- \"of another\"\n"
		"  a integer (int a = integer)\n");
}

static void in_words(void **state)
{
	(void)state;
	assert_schema("DB_SCHEMA(s) DB_COMMENT(\" of * / \\n a schema\");\n"
		      "/** not this */\nstruct t { int a DB_COMMENT(\"*/\"); } DB_TABLE(t) "
		      "DB_COMMENT(\"this\");\n",
		"schema s -- \" of * / \\n a schema\"\n"
		"table t (struct t) -- \"this\"\n"
		"  a integer (int a = integer) -- \"*/\"\n");
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
		cmocka_unit_test(decoration),
		cmocka_unit_test(several_lines),
		cmocka_unit_test(near_a_declaration),
		cmocka_unit_test(on_all_that_may_have_one),
		cmocka_unit_test(on_typedefs),
		cmocka_unit_test(in_words),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
