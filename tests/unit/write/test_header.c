/* gen/write/header.c, model_unsaid.c and gen/import/order.c: a schema without any C becomes the
 * header that a person would have written, and reads back equal. */
#include "import/import.h"
#include "write/write.h"

#include <string.h>

#include "support/cmocka_all.h"
#include "support/models.h"
#include "support/nameless.h"

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static void assert_equal_schemas(
	const struct schema *a, const struct schema *b, const char *written)
{
	struct object_list left = {0}, right = {0};
	import_order(&arena, a, &left);
	import_order(&arena, b, &right);
	if (left.count != right.count)
		fail_msg("%zu objects became %zu:\n%s", left.count, right.count, written);
	for (size_t i = 0; i < left.count; i++) {
		if (!object_equal(left.items[i], right.items[i]))
			fail_msg("\"%s\" is another now:\n%s", left.items[i]->name.name, written);
	}
}

static const char *header_of(const char *text)
{
	struct schema *schema = nameless_from_text(&arena, text);
	if (!schema)
		fail_msg("not understood:\n%s", text);
	const char *written = nameless_header(&arena, schema);
	const struct schema *again = models_from_text(&arena, written);
	if (!again)
		fail_msg("written, but not understood:\n%s", written);
	assert_equal_schemas(schema, again, written);
	/* What was said in C does not matter: the names are chosen again, and are the same. */
	assert_string_equal(nameless_header(&arena, nameless_from_text(&arena, written)), written);
	return written;
}

static void holds(const char *header, const char *part)
{
	if (!strstr(header, part))
		fail_msg("not there: %s\nin:\n%s", part, header);
}

static void holds_not(const char *header, const char *part)
{
	if (strstr(header, part))
		fail_msg("there: %s\nin:\n%s", part, header);
}

static void a_shop_as_a_person_writes_it(void **state)
{
	(void)state;
	assert_string_equal(
		header_of(
			"DB_EXTENSION(citext);"
			"enum k { A DB_LABEL(\"person\"), B DB_LABEL(\"The firm\") } DB_ENUM(kind);"
			"struct o { int32_t id DB_PRIMARY_KEY DB_TYPE(\"serial\");"
			"int64_t c DB_COLUMN(customer_id) DB_REFERENCES(customers, id, \"ON DELETE "
			"CASCADE\"); } DB_TABLE(orders);"
			"/** Who buys. */"
			"struct x { int64_t id DB_PRIMARY_KEY DB_IDENTITY;"
			"/** where the invoice goes */"
			"char m[255] DB_COLUMN(email) DB_UNIQUE; char *class_ DB_COLUMN(class);"
			"char *a DB_TYPE(\"text[]\"); enum k kind DB_DEFAULT(\"'person'\");"
			"} DB_TABLE(customers) DB_INDEX(customers_by_email, \"(lower(email))\");"),
		"/* The schema, as restruct import found it in the database. From here on this header "
		"is where it\n"
		" * changes. */\n"
		"#ifndef SCHEMA_H\n"
		"#define SCHEMA_H\n"
		"\n"
		"#include <restruct_model.h>\n"
		"\n"
		"/* clang-format off */\n"
		"\n"
		"/* ---- Schemas and extensions ---- */\n"
		"\n"
		"DB_EXTENSION(citext);\n"
		"\n"
		"/* ---- Types ---- */\n"
		"\n"
		"enum kind {\n"
		"\tKIND_PERSON,\n"
		"\tKIND_THE_FIRM DB_LABEL(\"The firm\"),\n"
		"} DB_ENUM(kind);\n"
		"\n"
		"/* ---- Tables ---- */\n"
		"\n"
		"/** Who buys. */\n"
		"struct customers {\n"
		"\tint64_t   id         DB_PRIMARY_KEY DB_IDENTITY;\n"
		"\t/** where the invoice goes */\n"
		"\tchar      email[255] DB_UNIQUE;\n"
		"\tchar     *class_     DB_COLUMN(class);\n"
		"\tchar     *a          DB_TYPE(\"text[]\");\n"
		"\tenum kind kind       DB_DEFAULT(\"'person'\");\n"
		"} DB_TABLE(customers)\n"
		"\tDB_INDEX(customers_by_email, \"(lower(email))\");\n"
		"\n"
		"struct orders {\n"
		"\tint32_t id          DB_TYPE(\"serial\") DB_PRIMARY_KEY;\n"
		"\tint64_t customer_id DB_REFERENCES(customers, id, \"ON DELETE CASCADE\");\n"
		"} DB_TABLE(orders);\n"
		"\n"
		"/* clang-format on */\n"
		"\n"
		"#endif\n");
}

static void a_serial_is_said_only_where_it_is_one(void **state)
{
	(void)state;
	const char *header = header_of(
		"struct a { int64_t a DB_TYPE(\"bigserial\"); int16_t b DB_TYPE(\"smallserial\");"
		"int32_t c DB_DEFAULT(\"nextval('t_c_seq'::regclass)\");"
		"int32_t d DB_DEFAULT(\"nextval('t_d_seq'::regclass)\");"
		"int32_t e DB_NULL DB_DEFAULT(\"nextval('t_e_seq'::regclass)\");"
		"int32_t f DB_DEFAULT(\"nextval('t_f_seq'::regclass)\");"
		"} DB_TABLE(t);"
		"DB_SEQUENCE(t_c_seq, \"OWNED BY t.c\");" /* a bigint one */
		"DB_SEQUENCE(t_d_seq, \"AS integer\");"   /* nobody's */
		"DB_SEQUENCE(t_e_seq, \"AS integer OWNED BY t.e\");"
		"/** said */ DB_SEQUENCE(t_f_seq, \"AS integer OWNED BY t.f\");");
	holds(header, "int64_t  a DB_TYPE(\"bigserial\");");
	holds(header, "int16_t  b DB_TYPE(\"smallserial\");");
	holds_not(header, "\"serial\"");
	holds(header, "DB_SEQUENCE(t_c_seq, \"OWNED BY t.c\");");
	holds(header, "DB_SEQUENCE(t_d_seq, \"AS integer\");");
	holds(header, "DB_SEQUENCE(t_e_seq, \"AS integer OWNED BY t.e\");");
	holds(header, "DB_SEQUENCE(t_f_seq, \"AS integer OWNED BY t.f\");");
}

static void labels_are_said_only_where_they_differ(void **state)
{
	(void)state;
	const char *header =
		header_of("enum a { A DB_LABEL(\"in_a\"), B DB_LABEL(\"in_b\") } DB_ENUM(x);"
			  "enum b { C DB_LABEL(\"one_thing\") } DB_ENUM(y);"
			  "enum c { D DB_LABEL(\"plain\") } DB_ENUM(z);");
	holds(header, "\tX_IN_A DB_LABEL(\"in_a\"),\n");
	holds(header, "\tY_ONE_THING DB_LABEL(\"one_thing\"),\n");
	holds(header, "\tZ_PLAIN,\n");
}

/* Whoever reads a name that nobody said chooses one that is free. */
static void names_that_two_have_are_said(void **state)
{
	(void)state;
	const char *header = header_of(
		"struct a { int32_t c; } DB_TABLE(a_b) DB_CONSTRAINT(a_b_c_check, \"CHECK (c > "
		"0)\");"
		"struct b { int32_t b_c; } DB_TABLE(a) DB_CONSTRAINT(a_b_c_check, \"CHECK (b_c "
		"> 0)\");"
		"struct c { int32_t a DB_CHECK(\"a > 0\"); } DB_TABLE(c);");
	holds(header, "DB_CONSTRAINT(a_b_c_check, \"CHECK (c > 0)\")");
	holds(header, "DB_CONSTRAINT(a_b_c_check, \"CHECK (b_c > 0)\")");
	holds(header, "DB_CHECK(\"a > 0\")");
}

static void types_stand_before_their_users(void **state)
{
	(void)state;
	const char *header = header_of(
		"typedef int32_t z DB_DOMAIN(y, \"integer\");"
		"typedef z a DB_DOMAIN(a, \"y\");"
		"struct b { int32_t id DB_PRIMARY_KEY; int32_t z DB_REFERENCES(z); } DB_TABLE(b);"
		"struct c { int32_t id DB_PRIMARY_KEY; int32_t b DB_REFERENCES(b); } DB_TABLE(z);");
	assert_true(strstr(header, "DB_DOMAIN(y") < strstr(header, "DB_DOMAIN(a"));
	/* A circle: the one whose name comes first is written last, what it needs before it. */
	assert_true(strstr(header, "DB_TABLE(z") < strstr(header, "DB_TABLE(b"));
}

static void odd_names_are_said(void **state)
{
	(void)state;
	const char *header = header_of(
		"DB_SCHEMA(\"my schema\");"
		"struct a { int32_t a DB_COLUMN(\"say \\\"hi\\\"\\n\"); int32_t b DB_COLUMN(\"größe\");"
		"int32_t c DB_COLUMN(\"*/\") DB_PRIMARY_KEY; int32_t d DB_COLUMN(\"?\\?/\");"
		"} DB_TABLE(\"my schema\".\"a \\\\ table\");"
		"/** never */ struct b { char none DB_IGNORE; } DB_TABLE(empty);");
	holds(header, "struct a_table {");
	holds(header, "say_hi   DB_COLUMN(\"say \\\"hi\\\"\\n\");");
	holds(header, "struct empty {\n\tchar no_columns DB_IGNORE;\n}");
}

static void what_is_outside_is_named(void **state)
{
	(void)state;
	struct schema *schema = nameless_from_text(&arena, "struct a { int32_t a; } DB_TABLE(t);");
	struct outside publication = {.kind = "publication", .name = "p"};
	struct outside odd = {.kind = "operator", .name = "*/\n", .reason = "it is odd"};
	list_push(&arena, &schema->outsides, publication);
	list_push(&arena, &schema->outsides, odd);
	holds(nameless_header(&arena, schema), "/* In the database, but not in this header:\n"
					       " *     publication p\n"
					       " *     operator * / : it is odd\n"
					       " */\n");
}

/* No line is wider than the project's sources, unless it is one word. */
static void long_sql_stands_on_more_lines(void **state)
{
	(void)state;
	const char *header = header_of(
		"struct a { char *a DB_CHECK(\"a IN ('first \\\"of\\\" all', 'the second', 'the third one', "
		"'the fourth', 'the fifth of them', 'the sixth', 'the seventh', 'the last')\"); "
		"int32_t b; } DB_TABLE(t) DB_INDEX(a_rather_long_name_of_an_index, \"(lower(a), upper(a), "
		"length(a)) WHERE b > 1000 AND b < 100000000 OR b = 1234567890\") DB_CONSTRAINT(c, "
		"\"CHECK (a <> 'ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
		"ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo')\");");
	holds(header, "\n\tDB_INDEX(a_rather_long_name_of_an_index,\n\t\t\"(lower(a), upper(a), "
		      "length(a)) \"\n\t\t\"WHERE ");
	holds(header, "\n\t\tDB_CHECK(\"");
	holds(header, ", \"\n\t\t\t\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shop_as_a_person_writes_it),
		cmocka_unit_test(a_serial_is_said_only_where_it_is_one),
		cmocka_unit_test(labels_are_said_only_where_they_differ),
		cmocka_unit_test(names_that_two_have_are_said),
		cmocka_unit_test(types_stand_before_their_users),
		cmocka_unit_test(odd_names_are_said),
		cmocka_unit_test(long_sql_stands_on_more_lines),
		cmocka_unit_test(what_is_outside_is_named),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
