/* models/restruct_model.h: for every ordinary compiler its words are nothing at all, and each is
 * written down in the manual that it is. */
#include "read/annotation.h"

#include "base/file.h"
#include "base/text.h"
#include "support/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/cmocka_all.h"

static struct arena arena;
static char *models; /* the folder of the vocabulary */

/* Every word, in every place where it may stand. */
static const char every_word[] =
	"#include <restruct_model.h>\n"
	"DB_SCHEMA(audit);\n"
	"DB_SCHEMA(other) DB_COMMENT(\"text\");\n"
	"DB_EXTENSION(citext);\n"
	"DB_EXTENSION(postgis, \"SCHEMA gis VERSION '3.4'\");\n"
	"DB_SEQUENCE(numbers, \"START 10\") DB_WAS(old_numbers);\n"
	"DB_FUNCTION(f, \"() RETURNS int LANGUAGE sql AS $$SELECT 1$$\") DB_WAS(g);\n"
	"DB_PROCEDURE(p, \"() LANGUAGE sql AS $$$$\");\n"
	"DB_AGGREGATE(a, \"(int4) (SFUNC = int4pl, STYPE = int4)\");\n"
	"DB_OPERATOR(\"~~\", \"(FUNCTION = f, LEFTARG = int4, RIGHTARG = int4)\");\n"
	"DB_TRIGGER(t, \"BEFORE INSERT ON everything EXECUTE FUNCTION f()\") "
	"DB_ENABLED(\"always\") DB_WAS(old_t) DB_COMMENT(\"text\");\n"
	"DB_CONSTRAINT_TRIGGER(t, \"AFTER INSERT ON everything FOR EACH ROW EXECUTE FUNCTION f()\");\n"
	"DB_POLICY(p, \"ON everything USING (true)\");\n"
	"DB_RULE(r, \"AS ON DELETE TO everything DO INSTEAD NOTHING\") DB_ENABLED(\"disabled\");\n"
	"DB_STATISTICS(audit.s, \"ON id, name FROM everything\") DB_STATISTICS_TARGET(\"10\");\n"
	"DB_RANGE(speeds, \"(SUBTYPE = float8)\");\n"
	"DB_COLLATION(german, \"(provider = icu, locale = 'de')\");\n"
	"DB_PARTITION(p, everything, \"FOR VALUES IN (1)\") DB_ATTACHED_INDEX(q, a) "
	"DB_OWN_DEFAULT(id, \"1\") DB_OWN_NOT_NULL(name);\n"
	"DB_GRANT(\"SELECT (id) ON everything TO reader\");\n"
	"DB_REVOKE(\"EXECUTE ON FUNCTION f() FROM PUBLIC\");\n"
	"DB_REVISION(0002_add_phone, \"add phone\", 0001_initial);\n"
	"DB_COMPATIBILITY(additive);\n"
	"DB_HAZARD(loses-data, \"DROP TABLE a\");\n"
	"DB_RESHAPES(audit.sessions);\n"
	"DB_DROPPED(table, sessions);\n"
	"enum kind { KIND_A DB_LABEL(\"a\") DB_WAS(\"b\"), KIND_B DB_IGNORE } DB_ENUM(kind) "
	"DB_IN_SCHEMA(audit) DB_WAS(old) DB_COMMENT(\"text\");\n"
	"typedef enum { MOOD_A, MOOD_B } mood DB_ENUM(mood);\n"
	"typedef char *email DB_DOMAIN(email, \"text CHECK (VALUE ~ '@')\") DB_IN_SCHEMA(audit);\n"
	"typedef char isbn[14] DB_TYPE(\"char(13)\");\n"
	"struct everything {\n"
	"	int64_t id DB_PRIMARY_KEY DB_IDENTITY;\n"
	"	int64_t other DB_IDENTITY_ALWAYS DB_IDENTITY_OPTIONS(\"START 9\") DB_COLUMN(\"an other\") DB_WAS(old);\n"
	"	char name[20] DB_UNIQUE DB_COLLATE(\"C\") DB_NULL;\n"
	"	char *note DB_NOT_NULL DB_DEFAULT(\"''\") DB_CHECK(\"note <> 'x, y'\");\n"
	"	int64_t parent DB_REFERENCES(everything, id, \"ON DELETE \" \"CASCADE\");\n"
	"	int64_t uncle DB_REFERENCES(everything, , \"ON DELETE CASCADE\");\n"
	"	int32_t twice DB_GENERATED(\"id * 2\") DB_USING(\"twice::integer\");\n"
	"	int32_t thrice DB_GENERATED_VIRTUAL(\"id * 3\");\n"
	"	char *kept DB_STORAGE(external) DB_COMPRESSION(lz4) DB_STATISTICS_TARGET(\"9\");\n"
	"	int32_t numbers[3] DB_TYPE(\"integer[]\") DB_COMMENT(\"text\");\n"
	"	unsigned bits : 3 DB_IGNORE;\n"
	"	struct { int inner; } nested DB_IGNORE;\n"
	"	enum kind kind; mood feeling; email mail; isbn book;\n"
	"	db_timestamptz a; db_timestamp b; db_date c; db_time d; db_timetz e;\n"
	"	db_interval f; db_uuid g; db_inet h; db_cidr i; db_macaddr j; db_macaddr8 k;\n"
	"	db_point l; db_oid m; db_text n; db_numeric o; db_json p; db_jsonb q; db_xml r;\n"
	"	db_tsvector s; db_tsquery t; db_bytea u;\n"
	"} DB_TABLE(everything) DB_IN_SCHEMA(audit) DB_WAS(nothing)\n"
	"  DB_INDEX(a, \"(id)\") DB_UNIQUE_INDEX(\"(name)\") DB_CONSTRAINT(c, \"CHECK (id > 0)\")\n"
	"  DB_WITH(\"fillfactor=70\") DB_UNLOGGED DB_ROW_SECURITY DB_PARTITION_BY(\"RANGE (id)\")\n"
	"  DB_INHERITS(nothing) DB_FORCE_ROW_SECURITY DB_ACCESS_METHOD(heap) DB_TABLESPACE(fast)\n"
	"  DB_REPLICA_IDENTITY(\"full\") DB_CLUSTER_ON(a_pkey) DB_COMMENT_ON(a, \"text\") "
	"DB_COMMENT_ON_INDEX(a_pkey, \"text\")\n"
	"  DB_COMMENT(\"text\");\n"
	"struct row { int a; } DB_VIEW(v, \"SELECT 1 AS a\");\n"
	"struct row2 { int a; } DB_MATERIALIZED_VIEW(w, \"SELECT 1 AS a\") DB_NO_DATA;\n"
	"struct DB_VIEW(x, \"SELECT 1 AS a\") x;\n"
	"struct part { int a; } DB_COMPOSITE(part);\n";

static bool holds_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; (at = strstr(at, word)); at += length) {
		if (at[length] != '_' && !(at[length] >= 'A' && at[length] <= 'Z'))
			return true;
	}
	return false;
}

/* The text without its definitions: what people read. */
static const char *without_definitions(const char *text)
{
	struct text rest = {0};
	for (const char *line = text; *line;) {
		size_t length = strcspn(line, "\n");
		if (strncmp(line, "#define", 7) != 0)
			text_put_n(&rest, line, length);
		text_put_char(&rest, '\n');
		line += length + (line[length] == '\n');
	}
	return text_take(&rest, &arena);
}

/* So that a new word cannot be forgotten in the tests below, nor in the manual. */
static void every_word_is_here(void **state)
{
	struct names macros = {0};
	(void)state;
	const char *header =
		file_read(&arena, arena_printf(&arena, "%s/restruct_model.h", models), NULL);
	const char *readme =
		file_read(&arena, arena_printf(&arena, "%s/../README.md", models), NULL);
	assert_non_null(header);
	assert_non_null(readme);
	const char *manual = without_definitions(header);
	word_macros(&arena, &macros);
	list_each (const char **, macro, &macros) {
		if (!holds_word(every_word, *macro))
			fail_msg("%s is not tested", *macro);
		if (!holds_word(header, arena_printf(&arena, "#define %s", *macro)))
			fail_msg("%s is not defined", *macro);
		if (!holds_word(manual, *macro))
			fail_msg("%s is not described", *macro);
		if (!holds_word(readme, *macro))
			fail_msg("%s is not in the README's table", *macro);
	}
}

static void vanishes(void **state)
{
	static const char *const compilers[] = {"gcc", "clang"};
	static const char *const languages[][2] = {
		{"c", "c11"}, {"c", "c17"}, {"c++", "c++17"}, {"c++", "c++20"}};
	(void)state;
	reading_file("every.h", every_word);
	reading_file("twice.c",
		"#include \"every.h\"\n#include <restruct_model.h>\n"
		"int main(void) { struct everything e; return (int)sizeof e == 0; }\n");
	for (size_t i = 0; i < sizeof compilers / sizeof *compilers; i++) {
		for (size_t j = 0; j < sizeof languages / sizeof *languages; j++) {
			const char *command = arena_printf(&arena,
				"%s -x %s -std=%s -Wall -Wextra -Wpedantic -Werror -fsyntax-only "
				"-I'%s' twice.c",
				compilers[i], languages[j][0], languages[j][1], models);
			if (system(command) != 0)
				fail_msg("%s", command);
		}
	}
}

/* With the words and without them, the preprocessor gives the same. */
static void leaves_nothing_behind(void **state)
{
	(void)state;
	reading_file("with.h", "#include <restruct_model.h>\nBEGIN struct a { int b DB_PRIMARY_KEY "
			       "DB_CHECK(\"b > 0\"); } DB_TABLE(a) DB_INDEX(i, \"(b)\"); END\n");
	reading_file("without.h", "BEGIN struct a { int b ; } ; END\n");
	const char *command = arena_printf(&arena,
		"for f in with without; do cc -E -P -I'%s' $f.h | tr -s ' \\n' '  ' | sed "
		"'s/.*BEGIN//' >$f.out; done; sed 's/  */ /g' with.out >with.one; sed 's/  */ /g' "
		"without.out >without.one; cmp with.one without.one",
		models);
	assert_int_equal(system(command), 0);
}

/* The generator's compiler finds the words with no system header but those of the compiler. */
static void needs_no_system_headers(void **state)
{
	(void)state;
	const char *command = arena_printf(&arena,
		"! clang -DRESTRUCT -I'%s' -x c -M every.h | grep -E '(time|stdlib|string|stdio)\\.h'",
		models);
	assert_int_equal(system(command), 0);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	models = realpath("models", NULL);
	reading_folder();
	return models ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	free(models);
	return 0;
}

/* Where the next whole example of the manual begins, made of its comment: *at moves past it. NULL:
 * there is none left. */
static const char *next_example(const char **at)
{
	static const char first[] = " *     #include <restruct_model.h>\n";
	const char *line = strstr(*at, first);
	struct text text = {0};
	if (!line)
		return NULL;
	while (strncmp(line, " *     ", 7) == 0 || strncmp(line, " *\n", 3) == 0) {
		size_t length = strcspn(line, "\n") + 1, skip = line[2] == ' ' ? 7 : 2;
		text_put_n(&text, line + skip, length - skip);
		line += length;
	}
	*at = line;
	return text_take(&text, &arena);
}

/* The manual's whole examples are right. */
static void examples(void **state)
{
	(void)state;
	const char *manual =
		file_read(&arena, arena_printf(&arena, "%s/restruct_model.h", models), NULL);
	const char *example;
	size_t count = 0;
	for (; (example = next_example(&manual)); count++) {
		struct reading reading;
		reading_text(&reading, example);
		reading.understood &= schema_check(&reading.schema, &reading.diag);
		if (!reading.understood || reading.diag.errors)
			diag_print(&reading.diag, stderr);
		assert_true(reading.understood);
		assert_int_equal(reading.diag.errors, 0);
		reading_finish(&reading);
	}
	assert_true(count >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_is_here),
		cmocka_unit_test(examples),
		cmocka_unit_test(vanishes),
		cmocka_unit_test(leaves_nothing_behind),
		cmocka_unit_test(needs_no_system_headers),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
