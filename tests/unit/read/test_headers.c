/* gen/read/headers.c: files, what they include, what the compiler says of them; revisions. */
#include "base/text.h"
#include "support/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka_all.h"

static const char model[] = "#include <restruct_model.h>\n";

static const char *with_model(const char *rest)
{
	static char text[4096];
	snprintf(text, sizeof text, "%s%s", model, rest);
	return text;
}

static void assert_read(
	const char *files, const char *flags, const char *said, const char *expected)
{
	struct reading reading;
	reading_headers(&reading, files, flags);
	assert_string_equal(reading_said(&reading), said);
	assert_string_equal(reading_schema(&reading, &reading.schema), expected);
	reading_finish(&reading);
}

#define A "table a (struct a)\n  x integer (int x = integer)\n"
#define B "table b (struct b)\n  x integer (int x = integer)\n"
#define C "table c (struct c)\n  x integer (int x = integer)\n"

static void several_headers(void **state)
{
	(void)state;
	reading_file("a.h", with_model("struct a { int x; } DB_TABLE(a);\n"));
	reading_file("b.h", with_model("struct b { int x; } DB_TABLE(b);\n"));
	assert_read("a.h b.h", "", "", A B);
	assert_read("b.h a.h", "", "", B A);
	assert_read("a.h a.h ./a.h", "", "", A);
	assert_read("", "", "", "");
}

static void included_headers(void **state)
{
	(void)state;
	reading_file("sub/b.h", "#pragma once\n#include <restruct_model.h>\n"
				"struct b { int x; } DB_TABLE(b);\n");
	reading_file("sub/a.h", with_model("#include \"b.h\"\nstruct a { int x; } DB_TABLE(a);\n"));
	reading_file("c.h", with_model("#include \"sub/b.h\"\nstruct c { int x; } DB_TABLE(c);\n"));
	assert_read("sub/a.h c.h", "", "", B A C);
	assert_read("c.h sub/b.h", "", "", B C);
}

/* What stands in a system header is no model, but its typedefs serve. */
static void system_headers(void **state)
{
	(void)state;
	reading_file("sys/lib.h", with_model("struct b { int x; } DB_TABLE(b);\n"
					     "typedef char *lib_uuid DB_TYPE(\"uuid\");\n"
					     "typedef short lib_number;\n"));
	reading_file("a.h", with_model("#include <lib.h>\n"
				       "struct a { lib_uuid u; lib_number n; } DB_TABLE(a);\n"));
	assert_read("a.h", "-isystem sys", "",
		"table a (struct a)\n"
		"  u uuid (char *u = text)\n"
		"  n smallint (short n = smallint)\n");
}

static void flags_decide(void **state)
{
	(void)state;
	reading_file("a.h", with_model("#ifdef WITH_A\nstruct a { int x; } DB_TABLE(a);\n#endif\n"
				       "#if SIZE > 3\nstruct b { int x; } DB_TABLE(b);\n#endif\n"
				       "#include <other.h>\n"));
	reading_file("one/other.h", "struct c { int x; } DB_TABLE(c);\n");
	reading_file("two/other.h", "/* nothing */\n");
	assert_read("a.h", "-Ione -DWITH_A", "", A C);
	assert_read("a.h", "-I two -D SIZE=4", "", B);
	assert_read("a.h", "-Itwo", "", "");
}

static void places(void **state)
{
	char full[5000], said[8192], folder[4096];
	(void)state;
	assert_non_null(getcwd(folder, sizeof folder));
	snprintf(full, sizeof full, "%s/deep/a.h", folder);
	reading_file("deep/inner.h", "struct i { int x[2]; } DB_TABLE(i);\n");
	reading_file("deep/a.h", with_model("#include \"inner.h\"\nlong y DB_TABLE(y);\n"));
#define IN_INNER                                                                                   \
	": error: member \"x\" is an array, and of those only char's have an SQL type of their "   \
	"own; say its SQL type with DB_TYPE(\"…\") or leave it out with DB_IGNORE\n"
#define IN_A                                                                                       \
	": error: DB_TABLE cannot stand here; it belongs after the closing brace of a struct "     \
	"that is a table\n"
#define I "table i (struct i)\n  x ? (int x[2] = ?)\n"
	assert_read("deep/a.h", "", "deep/a.h:3:8" IN_A "deep/inner.h:1:16" IN_INNER, I);
	assert_read("./deep/../deep/a.h", "",
		"./deep/../deep/a.h:3:8" IN_A "./deep/../deep/inner.h:1:16" IN_INNER, I);
	snprintf(said, sizeof said, "%s:3:8" IN_A "deep/inner.h:1:16" IN_INNER, full);
	assert_read(full, "", said, I);
	reading_file("elsewhere/keep.h", "");
	assert_int_equal(chdir("elsewhere"), 0);
	assert_read("../deep/a.h", "", "../deep/a.h:3:8" IN_A "../deep/inner.h:1:16" IN_INNER, I);
	assert_int_equal(chdir(".."), 0);
}

static void of_a_macro_of_their_own(void **state)
{
	(void)state;
	assert_said("#define KEY int64_t id DB_PRIMARY_KEY DB_CHECK(\"id >\")\n"
		    "struct a {\n  KEY;\n} DB_TABLE(a);\n",
		"models.h:4:3: error: DB_CHECK: syntax error at end of input\n");
}

static void what_cannot_be_read(void **state)
{
	(void)state;
	reading_file("a.h", with_model("struct a { int x; } DB_TABLE(a);\n"));
	reading_file("folder/a.h", "");
	reading_file("q\"q.h", "");
	assert_read("nosuch.h a.h folder q\"q.h", "",
		"nosuch.h: error: cannot be read: No such file or directory; name a header that is "
		"there\n"
		"folder: error: cannot be read: Is a directory; name a header that is there\n"
		"q\"q.h: error: cannot be included from C, with a quote or a line break in its "
		"name; rename it\n",
		"");
}

static void compiler_errors(void **state)
{
	(void)state;
	reading_file("a.h", with_model("#include \"nosuch.h\"\n"
				       "struct a { nosuch x; int y z; } DB_TABLE(a);\n"));
	assert_read("a.h", "",
		"a.h:2:10: error: 'nosuch.h' file not found\n"
		"a.h:3:12: error: unknown type name 'nosuch'\n"
		"a.h:3:27: error: expected ';' at end of declaration list\n",
		"");
	reading_file("b.h", with_model("struct b {\n  int x;\n"));
	reading_file("c.h", with_model("struct c { int x; } DB_TABLE(c);\n"));
	assert_read("c.h b.h", "",
		"b.h: error: expected '}'\nb.h:3:9: error: expected ';' after struct\n", "");
}

static void misspelt_words(void **state)
{
	(void)state;
	assert_said("struct a {\n  int x DB_PRIMRY_KEY;\n  char y[9]\n    DB_DEFUALT(\"1\");\n"
		    "} DB_TABEL(a);\nDB_SEQENCE(b);\n",
		"models.h:3:9: error: unknown word \"DB_PRIMRY_KEY\"; did you mean "
		"\"DB_PRIMARY_KEY\"?\n"
		"models.h:5:5: error: unknown word \"DB_DEFUALT\"; did you mean \"DB_DEFAULT\"?\n"
		"models.h:6:3: error: unknown word \"DB_TABEL\"; did you mean \"DB_TABLE\"?\n"
		"models.h:7:1: error: unknown word \"DB_SEQENCE\"; did you mean \"DB_SEQUENCE\"?\n");
	assert_said("struct a { int x; } DB_UNLOGED;\n",
		"models.h:2:21: error: unknown word \"DB_UNLOGED\"; did you mean \"DB_UNLOGGED\"?\n");
}

static void vocabulary_not_included(void **state)
{
	(void)state;
	reading_file("a.h", "struct a { int x DB_PRIMARY_KEY; } DB_TABLE(a);\n");
	assert_read("a.h", "",
		"a.h:1:18: error: unknown word \"DB_PRIMARY_KEY\"; #include <restruct_model.h> "
		"first\n"
		"a.h:1:36: error: unknown word \"DB_TABLE\"; #include <restruct_model.h> first\n",
		"");
}

static void foreign_annotations(void **state)
{
	(void)state;
	assert_said("struct a { int x __attribute__((annotate(\"other:tool\"))); } DB_TABLE(a) "
		    "__attribute__((packed));\n"
		    "int b __attribute__((annotate(\"db:nosuch:x\")));\n",
		"models.h:3:22: error: unknown annotation \"db:nosuch:x\"; use the words of "
		"restruct_model.h, of this restruct's own version\n");
}

/* Revisions. */

static void write_revisions(void)
{
	reading_file("migrations/0001_initial.h",
		"#pragma once\n#include <restruct_model.h>\n"
		"DB_REVISION(0001_initial, \"the first\\nof all\");\n"
		"DB_COMPATIBILITY(additive);\n"
		"enum mood_0001_initial {\n"
		"  MOOD_SAD_0001_initial DB_LABEL(\"sad\"),\n"
		"  MOOD_GLAD_0001_initial DB_LABEL(\"glad\"),\n"
		"} DB_ENUM(mood);\n"
		"typedef char *mail_0001_initial DB_DOMAIN(mail, \"text\");\n"
		"struct a_0001_initial { int x; long w; } DB_TABLE(a);\n"
		"void upgrade_0001_initial(struct restruct_migration *m);\n"
		"void downgrade_0001_initial(struct restruct_migration *m);\n");
	reading_file("migrations/0002_more.h",
		"#include <restruct_model.h>\n#include \"0001_initial.h\"\n"
		"#ifndef GUARD\n#define GUARD\n"
		"DB_REVISION(0002_more, \"more\", 0001_initial);\n"
		"DB_COMPATIBILITY(breaking);\n"
		"DB_HAZARD(loses-data, \"DROP TABLE a\");\n"
		"DB_HAZARD(breaks-old-code, \"ALTER \\\"x\\\"\");\n"
		"DB_RESHAPES(s.a); DB_RESHAPES(\"o o\");\n"
		"DB_DROPPED(table, s.a); DB_DROPPED(enum, \"o o\"); DB_DROPPED(sequence, q);\n"
		"DB_DROPPED(function, s.f, \"(integer, text)\");\n"
		"DB_DROPPED(trigger, t, \"on a\"); DB_DROPPED(operator, \"-\", \"(pair, pair)\");\n"
		"DB_SEQUENCE(n);\n"
		"struct b_0002_more {\n"
		"  enum mood_0001_initial m;\n"
		"  mail_0001_initial *e;\n"
		"} DB_TABLE(b) DB_WAS(old_b);\n#endif\n");
}

static void revisions(void **state)
{
	struct reading reading;
	(void)state;
	write_revisions();
	reading_revisions(&reading, "migrations/0001_initial.h migrations/0002_more.h");
	assert_string_equal(reading_said(&reading), ""); /* no warning of a width, either */
	assert_true(reading.understood);
	assert_int_equal(reading.revisions.count, 2);
	const struct revision *first = reading.revisions.items[0];
	assert_string_equal(first->id, "0001_initial");
	assert_string_equal(first->message, "the first\nof all");
	assert_string_equal(first->header, "migrations/0001_initial.h");
	assert_string_equal(first->compatibility, "additive");
	assert_int_equal(first->parents.count, 0);
	assert_int_equal(first->place.line, 3);
	assert_string_equal(reading_schema(&reading, &first->schema),
		"enum mood (enum mood) of 0001_initial\n"
		"  MOOD_SAD 'sad' of 0001_initial\n"
		"  MOOD_GLAD 'glad' of 0001_initial\n"
		"domain mail text (char *mail = text) of 0001_initial\n"
		"table a (struct a) of 0001_initial\n"
		"  x integer (int x = integer) of 0001_initial\n"
		"  w bigint (long w = bigint) of 0001_initial\n");
	reading_finish(&reading);
}

static void a_later_revision(void **state)
{
	struct reading reading;
	(void)state;
	write_revisions();
	/* what it includes serves, but is not asked for */
	reading_revisions(&reading, "migrations/0002_more.h");
	assert_string_equal(reading_said(&reading), "");
	assert_int_equal(reading.revisions.count, 1);
	const struct revision *revision = reading.revisions.items[0];
	assert_string_equal(revision->id, "0002_more");
	assert_int_equal(revision->parents.count, 1);
	assert_string_equal(revision->parents.items[0], "0001_initial");
	assert_int_equal(revision->hazards.count, 2);
	assert_string_equal(revision->hazards.items[0].hazard, "loses-data");
	assert_string_equal(revision->hazards.items[0].statement, "DROP TABLE a");
	assert_string_equal(revision->hazards.items[1].statement, "ALTER \"x\"");
	assert_int_equal(revision->reshaped.count, 2);
	assert_string_equal(revision->reshaped.items[0].schema, "s");
	assert_string_equal(revision->reshaped.items[0].name, "a");
	assert_string_equal(revision->reshaped.items[1].name, "o o");
	assert_int_equal(revision->dropped.count, 6);
	assert_int_equal(revision->dropped.items[0].kind, OBJECT_TABLE);
	assert_string_equal(revision->dropped.items[0].name.schema, "s");
	assert_string_equal(revision->dropped.items[0].name.name, "a");
	assert_int_equal(revision->dropped.items[1].kind, OBJECT_ENUM);
	assert_string_equal(revision->dropped.items[1].name.name, "o o");
	assert_int_equal(revision->dropped.items[2].kind, OBJECT_SEQUENCE);
	assert_string_equal(revision->dropped.items[3].name.suffix, "(integer, text)");
	assert_string_equal(revision->dropped.items[4].name.suffix, " on a");
	assert_string_equal(revision->dropped.items[5].name.suffix, " (pair, pair)");
	assert_string_equal(reading_schema(&reading, &revision->schema),
		"sequence n bigint from 1 by 1 of 0002_more\n"
		"table b (struct b) was old_b of 0002_more\n"
		"  m mood (enum mood m = mood) of 0002_more\n"
		"  e mail null (mail *e = mail) of 0002_more\n");
	assert_string_equal(
		revision->schema.tables.items[0]->columns.items[0]->c.model.name, "mood");
	reading_finish(&reading);
}

static void wrong_revisions(void **state)
{
	struct reading reading;
	(void)state;
	reading_file("a.h", with_model("struct a { int x; } DB_TABLE(a);\n"));
	reading_file("b.h", with_model("DB_REVISION(b, \"b\");\nDB_REVISION(c, \"c\");\n"
				       "DB_DROPPED(vieh, v);\n"));
	reading_revisions(&reading, "a.h b.h");
	assert_string_equal(reading_said(&reading),
		"b.h:3:1: error: a header holds one DB_REVISION; take one out\n"
		"b.h:4:12: error: \"vieh\" is nothing that is dropped by name; say a kind of "
		"object, as in table\n"
		"a.h: error: holds no DB_REVISION; is it a revision's header?\n");
	reading_finish(&reading);
}

/* One translation unit, whatever their number. */
static void many_headers(void **state)
{
	struct reading reading;
	struct text files = {0};
	(void)state;
	for (int i = 0; i < 500; i++) {
		char name[64], content[256];
		snprintf(name, sizeof name, "many/%d.h", i);
		snprintf(content, sizeof content,
			"#include <restruct_model.h>\nstruct t%d { int x DB_PRIMARY_KEY; } "
			"DB_TABLE(t%d);\n",
			i, i);
		reading_file(name, content);
		text_printf(&files, "%s ", name);
	}
	reading_headers(&reading, text_string(&files), "");
	assert_true(reading.understood);
	assert_int_equal(reading.diag.errors, 0);
	assert_int_equal(reading.schema.tables.count, 500);
	reading_finish(&reading);
	text_finish(&files);
}

static int set_up(void **state)
{
	(void)state;
	reading_folder();
	return 0;
}

/* An old file in Latin-1: its plain comments are nobody's business. */
static void comments_in_another_encoding(void **state)
{
	(void)state;
	assert_said("/* Gr\xf6\xdf"
		    "e */\n"
		    "/** Gr\xf6\xdf"
		    "e */\n"
		    "struct a {\n"
		    "\tint32_t b; ///< \xe4\n"
		    "} DB_TABLE(a);\n",
		"models.h:6:3: error: the documentation comment of \"a\" is not UTF-8, so the "
		"database cannot keep it; save the file as UTF-8, or make it a plain comment\n"
		"models.h:5:10: error: the documentation comment of \"b\" is not UTF-8, so the "
		"database cannot keep it; save the file as UTF-8, or make it a plain comment\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several_headers),
		cmocka_unit_test(included_headers),
		cmocka_unit_test(system_headers),
		cmocka_unit_test(flags_decide),
		cmocka_unit_test(places),
		cmocka_unit_test(of_a_macro_of_their_own),
		cmocka_unit_test(what_cannot_be_read),
		cmocka_unit_test(compiler_errors),
		cmocka_unit_test(misspelt_words),
		cmocka_unit_test(vocabulary_not_included),
		cmocka_unit_test(foreign_annotations),
		cmocka_unit_test(revisions),
		cmocka_unit_test(a_later_revision),
		cmocka_unit_test(wrong_revisions),
		cmocka_unit_test(many_headers),
		cmocka_unit_test(comments_in_another_encoding),
	};
	return cmocka_run_group_tests(tests, set_up, NULL);
}
