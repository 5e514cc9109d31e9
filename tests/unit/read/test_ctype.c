/* gen/read/ctype.c: what each C type means in SQL, and how a revision's header declares it again.
 */
#include "support/reading.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"

/* One member, with what stands before the struct: the line of its column. */
static void assert_column(const char *before, const char *member, const char *expected)
{
	struct reading reading;
	char text[1024], line[1024];
	snprintf(text, sizeof text, "#include <time.h>\n%s\nstruct t {\n%s;\n} DB_TABLE(t);\n",
		before, member);
	snprintf(line, sizeof line, "table t (struct t)\n  %s\n", expected);
	reading_text(&reading, text);
	if (strcmp(reading_said(&reading), "") != 0)
		fail_msg("%s: %s", member, reading_said(&reading));
	const char *schema = reading_schema(&reading, &reading.schema);
	const char *table = strstr(schema, "table ");
	assert_string_equal(table, line);
	reading_finish(&reading);
}

static void assert_refused(const char *member, const char *expected)
{
	char text[1024], said[1024];
	snprintf(text, sizeof text,
		"struct other { int a; };\nunion both { int a; };\nenum plain { PLAIN };\n"
		"struct t {\n%s;\n} DB_TABLE(t);\n",
		member);
	snprintf(said, sizeof said, "models.h:6:%s\n", expected);
	assert_said(text, said);
}

static void values(void **state)
{
	(void)state;
	assert_column("", "bool x", "x boolean (bool x = boolean)");
	assert_column("", "_Bool x", "x boolean (bool x = boolean)");
	assert_column("", "char x", "x char(1) (char x = char(1))");
	assert_column("", "signed char x", "x smallint (signed char x = smallint)");
	assert_column("", "unsigned char x", "x smallint (unsigned char x = smallint)");
	assert_column("", "short x", "x smallint (short x = smallint)");
	assert_column("", "unsigned short x", "x integer (unsigned short x = integer)");
	assert_column("", "int x", "x integer (int x = integer)");
	assert_column("", "unsigned x", "x bigint (unsigned int x = bigint)");
	assert_column("", "long long x", "x bigint (long long x = bigint)");
	assert_column("", "unsigned long long x",
		"x numeric(20,0) (unsigned long long x = numeric(20,0))");
	assert_column("", "float x", "x real (float x = real)");
	assert_column("", "double x", "x double precision (double x = double precision)");
	assert_column("", "const int x", "x integer (int x = integer)");
}

static void fixed_width(void **state)
{
	(void)state;
	assert_column("", "int8_t x", "x smallint (int8_t x = smallint)");
	assert_column("", "uint8_t x", "x smallint (uint8_t x = smallint)");
	assert_column("", "int16_t x", "x smallint (int16_t x = smallint)");
	assert_column("", "uint16_t x", "x integer (uint16_t x = integer)");
	assert_column("", "int32_t x", "x integer (int32_t x = integer)");
	assert_column("", "uint32_t x", "x bigint (uint32_t x = bigint)");
	assert_column("", "int64_t x", "x bigint (int64_t x = bigint)");
	assert_column("", "uint64_t x", "x numeric(20,0) (uint64_t x = numeric(20,0))");
}

static void text_and_time(void **state)
{
	(void)state;
	assert_column("", "char x[255]", "x varchar(254) (char x[255] = varchar(254))");
	assert_column("", "char x[2]", "x varchar(1) (char x[2] = varchar(1))");
	assert_column("", "char *x", "x text null (char *x = text)");
	assert_column("", "const char *x", "x text null (char *x = text)");
	assert_column("", "time_t x", "x timestamptz (time_t x = timestamptz)");
	assert_column("", "struct timespec x", "x timestamptz (struct timespec x = timestamptz)");
	assert_column("", "time_t *x", "x timestamptz null (time_t *x = timestamptz)");
	assert_column(
		"", "struct timespec *x", "x timestamptz null (struct timespec *x = timestamptz)");
}

static void pointers_may_be_null(void **state)
{
	(void)state;
	assert_column("", "int32_t *x", "x integer null (int32_t *x = integer)");
	assert_column("", "const bool *x", "x boolean null (bool *x = boolean)");
	assert_column("", "int *x DB_NOT_NULL", "x integer (int *x = integer)");
	assert_column("", "int x DB_NULL", "x integer null (int x = integer)");
	assert_column("", "char *x DB_NOT_NULL", "x text (char *x = text)");
	assert_column("", "uint64_t *x", "x numeric(20,0) null (uint64_t *x = numeric(20,0))");
}

/* A plain typedef is only another name. */
static void typedefs_are_resolved(void **state)
{
	(void)state;
	assert_column("typedef int number; typedef number count;", "count x",
		"x integer (int x = integer)");
	assert_column("typedef int64_t id;", "id x", "x bigint (int64_t x = bigint)");
	assert_column("typedef char *string;", "string x", "x text null (char *x = text)");
	assert_column("typedef char letter;", "letter *x", "x text null (char *x = text)");
	assert_column(
		"typedef char letter;", "letter x[9]", "x varchar(8) (char x[9] = varchar(8))");
	assert_column(
		"typedef char name[31];", "name x", "x varchar(30) (char x[31] = varchar(30))");
	assert_column("typedef time_t moment;", "moment *x",
		"x timestamptz null (time_t *x = timestamptz)");
	assert_column("typedef struct timespec moment;", "moment x",
		"x timestamptz (struct timespec x = timestamptz)");
}

/* One with DB_TYPE is a value of that type, whatever stands behind it. */
static void annotated_typedefs(void **state)
{
	(void)state;
	assert_column(
		"typedef char *label DB_TYPE(\"citext\");", "label x", "x citext (char *x = text)");
	assert_column("typedef char *label DB_TYPE(\"citext\");", "label x DB_NULL",
		"x citext null (char *x = text)");
	assert_column("typedef char *label DB_TYPE(\"citext\");", "label *x",
		"x citext null (char *x = text)");
	assert_column("typedef char isbn[14] DB_TYPE(\"char(13)\");", "isbn x",
		"x char(13) (char x[14] = varchar(13))");
	assert_column("typedef char isbn[14] DB_TYPE(\"char(13)\");", "isbn *x",
		"x char(13) null (char *x = text)");
	assert_column("typedef int cents DB_TYPE(\"numeric(12,2)\"); typedef cents price;",
		"price x", "x numeric(12,2) (int x = integer)");
	assert_column("typedef int cents DB_TYPE(\"numeric(12,2)\");", "cents *x",
		"x numeric(12,2) null (int *x = integer)");
	assert_column("typedef struct { int a, b; } pair DB_TYPE(\"point\");", "pair x",
		"x point (char *x = text)");
}

static void those_of_the_vocabulary(void **state)
{
	static const char *const pairs[][2] = {
		{"db_timestamptz", "timestamptz"},
		{"db_timestamp", "timestamp"},
		{"db_date", "date"},
		{"db_time", "time"},
		{"db_timetz", "timetz"},
		{"db_interval", "interval"},
		{"db_uuid", "uuid"},
		{"db_inet", "inet"},
		{"db_cidr", "cidr"},
		{"db_macaddr", "macaddr"},
		{"db_macaddr8", "macaddr8"},
		{"db_point", "point"},
		{"db_oid", "oid"},
		{"db_text", "text"},
		{"db_numeric", "numeric"},
		{"db_json", "json"},
		{"db_jsonb", "jsonb"},
		{"db_xml", "xml"},
		{"db_tsvector", "tsvector"},
		{"db_tsquery", "tsquery"},
		{"db_bytea", "bytea"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *c = pairs[i][0], *sql = pairs[i][1];
		char member[128], line[256];
		snprintf(member, sizeof member, "%s x", c);
		snprintf(line, sizeof line, "x %s (%s x = %s)", sql, c, sql);
		assert_column("", member, line);
		snprintf(member, sizeof member, "%s *x", c);
		snprintf(line, sizeof line, "x %s null (%s *x = %s)", sql, c, sql);
		assert_column("", member, line);
	}
	assert_column("", "db_timestamptz x DB_TYPE(\"timestamptz(3)\")",
		"x timestamptz(3) (db_timestamptz x = timestamptz)");
}

static void models_are_types(void **state)
{
	(void)state;
	assert_column("enum mood { MOOD_SAD, MOOD_GLAD } DB_ENUM(mood);", "enum mood x",
		"x mood (enum mood x = mood)");
	assert_column("enum mood { MOOD_SAD, MOOD_GLAD } DB_ENUM(mood);", "enum mood *x",
		"x mood null (enum mood *x = mood)");
	assert_column("typedef enum { MOOD_SAD, MOOD_GLAD } mood DB_ENUM(Moods);", "mood x",
		"x \"Moods\" (enum mood x = \"Moods\")");
	assert_column("typedef enum { MOOD_SAD } DB_ENUM(audit.moods) mood;", "mood x",
		"x audit.moods (enum mood x = audit.moods)");
	assert_column("typedef enum m { MOOD_SAD } mood DB_ENUM(moods) DB_IN_SCHEMA(audit);",
		"mood x", "x audit.moods (enum m x = audit.moods)");
	assert_column("typedef char *email DB_DOMAIN(email, \"text\");", "email x",
		"x email (email x = email)");
	assert_column("typedef char *email DB_DOMAIN(email, \"text\"); typedef email mail;",
		"mail *x", "x email null (email *x = email)");
	assert_column("", "enum { A_X, A_Y } DB_ENUM(inner) *x",
		"x \"inner\" null (enum inner *x = \"inner\")");
}

static void any_with_db_type(void **state)
{
	(void)state;
	assert_column("", "int x[3] DB_TYPE(\"int[]\")", "x integer[] (int x[3] = ?)");
	assert_column("", "char x[3][9] DB_TYPE(\"text[]\")", "x text[] (char *x = text)");
	assert_column("", "char *x[3] DB_TYPE(\"text[]\")", "x text[] (char *x = text)");
	assert_column("", "db_uuid x[3] DB_TYPE(\"uuid[]\")", "x uuid[] (db_uuid x[3] = ?)");
	assert_column("", "int n DB_IGNORE; char x[] DB_TYPE(\"text\")", "x text (char *x = text)");
	assert_column("", "void *x DB_TYPE(\"bytea\")", "x bytea null (void *x = ?)");
	assert_column("", "void (*x)(void) DB_TYPE(\"text\")", "x text null (char *x = text)");
	assert_column("", "char **x DB_TYPE(\"text[]\")", "x text[] null (char *x = text)");
	assert_column("", "long double x DB_TYPE(\"numeric\")", "x numeric (char *x = text)");
	assert_column(
		"", "unsigned x : 3 DB_TYPE(\"smallint\")", "x smallint (unsigned int x = bigint)");
	assert_column("", "struct { int a; } x DB_TYPE(\"jsonb\")", "x jsonb (char *x = text)");
	assert_column(
		"", "union { int a; } *x DB_TYPE(\"jsonb\")", "x jsonb null (char *x = text)");
	assert_column("enum plain { PLAIN };", "enum plain x DB_TYPE(\"integer\")",
		"x integer (unsigned int x = bigint)");
	assert_column("enum mood { MOOD_SAD } DB_ENUM(mood);", "enum mood x DB_TYPE(\"text\")",
		"x text (enum mood x = mood)");
	assert_column("", "long x DB_TYPE(\"integer\")", "x integer (long x = bigint)");
}

static void what_has_no_type(void **state)
{
	(void)state;
#define WAY_ON "; say its SQL type with DB_TYPE(\"…\") or leave it out with DB_IGNORE"
	assert_refused("unsigned x : 3",
		"10: error: member \"x\" is a bit-field, which no SQL type is" WAY_ON);
	assert_refused("union both x", "12: error: member \"x\" is a union, which no SQL type "
				       "is" WAY_ON);
	assert_refused("struct other x", "14: error: member \"x\" is a struct of its own, which is "
					 "no column" WAY_ON);
	assert_refused("struct other *x", "15: error: member \"x\" is a struct of its own, which "
					  "is no column" WAY_ON);
	assert_refused("struct { int a; } x", "19: error: member \"x\" is a struct of its own, "
					      "which is no column" WAY_ON);
	assert_refused("void (*x)(int)", "8: error: member \"x\" is a pointer to a function, which "
					 "no SQL type is" WAY_ON);
	assert_refused("void *x", "7: error: member \"x\" points to anything, which no SQL type "
				  "is" WAY_ON);
	assert_refused("char **x", "8: error: member \"x\" is a pointer to a pointer, which no SQL "
				   "type is" WAY_ON);
	assert_refused("char (*x)[4]", "8: error: member \"x\" is a pointer to an array, which no "
				       "SQL type is" WAY_ON);
	assert_refused("int x[3]", "5: error: member \"x\" is an array, and of those only char's "
				   "have an SQL type of their own" WAY_ON);
	assert_refused("char *x[3]", "7: error: member \"x\" is an array, and of those only char's "
				     "have an SQL type of their own" WAY_ON);
	assert_refused("uint8_t x[16]", "9: error: member \"x\" is an array, and of those only "
					"char's have an SQL type of their own" WAY_ON);
	assert_refused("char x[1]", "6: error: member \"x\" has room for the NUL alone" WAY_ON);
	assert_refused("int n DB_IGNORE; char x[]",
		"23: error: member \"x\" is an array without a length" WAY_ON);
	assert_refused("long double x", "13: error: member \"x\" is of type \"long double\", which "
					"has no SQL type" WAY_ON);
	assert_refused("__int128 x",
		"10: error: member \"x\" is of type \"__int128\", which has no "
		"SQL type" WAY_ON);
	assert_refused("double _Complex x", "17: error: member \"x\" is of type \"_Complex "
					    "double\", which has no SQL type" WAY_ON);
	assert_refused("wchar_t x", "9: error: member \"x\" has wide characters, which no SQL type "
				    "has" WAY_ON);
	assert_refused("enum plain x",
		"12: error: member \"x\" is of an enum without annotation; write DB_ENUM(plain) "
		"after its closing brace" WAY_ON);
	assert_refused("struct { int a; }",
		"1: error: a struct or union without a name cannot be a column; name its members in "
		"the table itself, or leave it out with DB_IGNORE after its closing brace");
}

static void a_wrong_typedef(void **state)
{
	(void)state;
	assert_said("typedef char *odd DB_TYPE(\"text (\");\nstruct t { odd x; } DB_TABLE(t);\n",
		"models.h:2:34: error: DB_TYPE: syntax error at end of input\n"
		"models.h:3:16: error: the typedef of member \"x\" stands for the SQL type \"text "
		"(\": syntax error at end of input\n");
}

static void width_of_the_target(void **state)
{
	(void)state;
	assert_said("struct t { long a; unsigned long *b; size_t c; } DB_TABLE(t);\n",
		"models.h:2:17: warning: member \"a\" is as wide as the target's \"long\", bigint "
		"here; use int64_t or int32_t, or say DB_TYPE(\"bigint\")\n"
		"models.h:2:35: warning: member \"b\" is as wide as the target's \"unsigned long\", "
		"numeric(20,0) here; use uint64_t or uint32_t, or say DB_TYPE(\"numeric(20,0)\")\n"
		"models.h:2:45: warning: member \"c\" is as wide as the target's \"unsigned long\", "
		"numeric(20,0) here; use uint64_t or uint32_t, or say DB_TYPE(\"numeric(20,0)\")\n");
}

static int set_up(void **state)
{
	(void)state;
	reading_folder();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(fixed_width),
		cmocka_unit_test(text_and_time),
		cmocka_unit_test(pointers_may_be_null),
		cmocka_unit_test(typedefs_are_resolved),
		cmocka_unit_test(annotated_typedefs),
		cmocka_unit_test(those_of_the_vocabulary),
		cmocka_unit_test(models_are_types),
		cmocka_unit_test(any_with_db_type),
		cmocka_unit_test(what_has_no_type),
		cmocka_unit_test(a_wrong_typedef),
		cmocka_unit_test(width_of_the_target),
	};
	return cmocka_run_group_tests(tests, set_up, NULL);
}
