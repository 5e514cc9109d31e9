/* What is written as annotated C reads back as an equal schema, and looks as a person wrote it. */
#include "diff/objects.h"
#include "write/write.h"

#include <string.h>

#include "support/cmocka_all.h"
#include "support/models.h"

static struct arena arena;

static void all_objects(const struct schema *schema, struct object_list *all)
{
	for (int kind = OBJECT_SCHEMA; kind <= OBJECT_TABLE; kind++) {
		struct objects objects = objects_of(&arena, schema, (enum object_kind)kind);
		list_each (struct object **, object, &objects)
			list_push(&arena, all, *object);
	}
}

static const char *write_all(const struct schema *schema, const char *suffix)
{
	struct object_list all = {0};
	struct text text = {0};
	all_objects(schema, &all);
	write_models(&text, &all, schema, suffix);
	return text_take(&text, &arena);
}

static void assert_equal_schemas(
	const struct schema *a, const struct schema *b, const char *written)
{
	struct object_list left = {0}, right = {0};
	all_objects(a, &left);
	all_objects(b, &right);
	if (left.count != right.count)
		fail_msg("%zu objects became %zu:\n%s", left.count, right.count, written);
	list_each (const struct object **, object, &left) {
		const struct object *other = schema_find(b, (*object)->kind, (*object)->name);
		if (!other || !object_equal(*object, other))
			fail_msg("\"%s\" is another now:\n%s", (*object)->name.name, written);
	}
}

/* Reads, writes, reads. */
static const char *round_trip(const char *text)
{
	const struct schema *schema = models_from_text(&arena, text);
	if (!schema)
		fail_msg("not understood:\n%s", text);
	const char *written = write_all(schema, "");
	const struct schema *again = models_from_text(&arena, written);
	if (!again)
		fail_msg("written, but not understood:\n%s", written);
	assert_equal_schemas(schema, again, written);
	/* Whoever writes the same schema twice writes the same. */
	assert_string_equal(write_all(again, ""), written);
	return written;
}

/* What is written is what was read. */
static void stays(const char *text)
{
	assert_string_equal(round_trip(text), text);
}

static void a_shop_looks_as_written(void **state)
{
	(void)state;
	stays("DB_EXTENSION(citext);\n"
	      "\n"
	      "enum customer_kind {\n"
	      "\tCUSTOMER_PERSON  DB_LABEL(\"person\"),\n"
	      "\tCUSTOMER_COMPANY DB_LABEL(\"firm\"),\n"
	      "} DB_ENUM(customer_kind);\n"
	      "\n"
	      "/** Who buys. */\n"
	      "struct customer {\n"
	      "\tint64_t            id          DB_PRIMARY_KEY DB_IDENTITY;\n"
	      "\t/** where the invoice goes */\n"
	      "\tchar               email[255]  DB_UNIQUE;\n"
	      "\tchar              *nickname;\n"
	      "\tenum customer_kind kind        DB_DEFAULT(\"'person'\");\n"
	      "\tdb_timestamptz     joined_at   DB_DEFAULT(\"now()\");\n"
	      "\tdb_numeric         credit      DB_TYPE(\"numeric(12,2)\") DB_CHECK(\"credit >= 0\");\n"
	      "\tint64_t            referrer_id DB_NULL DB_REFERENCES(customers, id, \"ON DELETE SET "
	      "NULL\");\n"
	      "} DB_TABLE(customers)\n"
	      "\tDB_INDEX(customers_by_email, \"(lower(email))\")\n"
	      "\tDB_CONSTRAINT(customers_named, \"CHECK (kind = 'firm' OR nickname IS NOT NULL)\");\n");
}

static void names_that_c_cannot_spell(void **state)
{
	(void)state;
	round_trip("DB_SCHEMA(\"my schema\");\n"
		   "struct a {\n"
		   "\tint32_t order_date DB_COLUMN(\"order date\") DB_PRIMARY_KEY;\n"
		   "\tint32_t quote DB_COLUMN(\"say \\\"hi\\\"\") DB_UNIQUE;\n"
		   "\tint32_t Upper DB_CHECK(\"\\\"Upper\\\" > 0\");\n"
		   "\tint32_t gr DB_COLUMN(\"größe\");\n"
		   "\tint32_t select DB_COLUMN(select);\n"
		   "} DB_TABLE(\"my table\") DB_IN_SCHEMA(\"my schema\");\n"
		   "struct b {\n"
		   "\tint32_t a DB_REFERENCES(\"my schema\".\"my table\", \"order date\");\n"
		   "} DB_TABLE(Orders) DB_INDEX(\"an index\", \"(a)\");\n");
}

static void c_types_say_the_sql_type(void **state)
{
	(void)state;
	round_trip("typedef int64_t money_t;\n"
		   "struct a {\n"
		   "\tbool a; int8_t b; uint8_t c; int16_t d; uint16_t e; int32_t f; uint32_t g;\n"
		   "\tint64_t h; uint64_t i; float j; double k; char l; char m[20]; char *n;\n"
		   "\ttime_t o; struct timespec p; db_uuid q; db_bytea r; db_jsonb s; db_date *t;\n"
		   "\tint32_t *u; char *v DB_NOT_NULL; int32_t w DB_NULL; money_t x; db_text y;\n"
		   "\tchar *z DB_TYPE(\"text[]\"); db_timestamptz aa DB_TYPE(\"timestamptz(3)\");\n"
		   "\tint32_t bb DB_TYPE(\"bigint\"); char *cc DB_COLLATE(\"C\");\n"
		   "\tint64_t dd DB_TYPE(\"interval\"); int32_t ee DB_TYPE(\"serial\");\n"
		   "} DB_TABLE(a);\n");
}

static void every_kind_of_constraint(void **state)
{
	(void)state;
	round_trip(
		"struct a {\n"
		"\tint32_t x DB_PRIMARY_KEY; int32_t y DB_PRIMARY_KEY;\n"
		"\tint32_t u DB_UNIQUE DB_CHECK(\"u > 0\") DB_CHECK(\"u < 100\");\n"
		"} DB_TABLE(a)\n"
		"\tDB_CONSTRAINT(\"UNIQUE (x, u)\")\n"
		"\tDB_CONSTRAINT(a_some, \"UNIQUE NULLS NOT DISTINCT (u) INCLUDE (y)\")\n"
		"\tDB_CONSTRAINT(\"CHECK (x > y)\")\n"
		"\tDB_CONSTRAINT(\"UNIQUE (y) DEFERRABLE INITIALLY DEFERRED\")\n"
		"\tDB_CONSTRAINT(a_excl, \"EXCLUDE USING gist (int4range(x, y) WITH &&)\");\n"
		"struct b {\n"
		"\tint32_t x; int32_t y; int32_t z DB_REFERENCES(a, u); int32_t self DB_NULL\n"
		"\tDB_REFERENCES(b, id, \"MATCH FULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED\");\n"
		"\tint32_t id DB_PRIMARY_KEY;\n"
		"} DB_TABLE(b) DB_CONSTRAINT(\"FOREIGN KEY (x, y) REFERENCES a ON DELETE CASCADE\")\n"
		"\tDB_CONSTRAINT(b_other, \"FOREIGN KEY (z) REFERENCES a (u)\");\n"
		"struct c {\n"
		"\tint32_t a DB_NOT_NULL; int32_t b;\n"
		"} DB_TABLE(c) DB_CONSTRAINT(\"PRIMARY KEY (b, a)\");\n"
		"struct d {\n"
		"\tint32_t a;\n"
		"} DB_TABLE(d) DB_CONSTRAINT(d_key_of_d, \"PRIMARY KEY (a)\");\n");
}

static void what_a_table_is(void **state)
{
	(void)state;
	stays("struct a {\n"
	      "\tint32_t id;\n"
	      "} DB_TABLE(a)\n"
	      "\tDB_WAS(b)\n"
	      "\tDB_UNLOGGED\n"
	      "\tDB_WITH(\"autovacuum_enabled = false, toast.vacuum_truncate = true\")\n"
	      "\tDB_ROW_SECURITY\n"
	      "\tDB_INDEX(i, \"(id)\");\n");
}

static void every_kind_of_index(void **state)
{
	(void)state;
	round_trip(
		"struct a {\n"
		"\tint32_t x; char *y; db_jsonb z;\n"
		"} DB_TABLE(a) DB_INDEX(\"(x)\") DB_UNIQUE_INDEX(u, \"(x, y) NULLS NOT DISTINCT\")\n"
		"\tDB_INDEX(g, \"USING gin (z jsonb_path_ops)\")\n"
		"\tDB_INDEX(e, \"(lower(y), (x + 1)) WHERE x > 0\")\n"
		"\tDB_INDEX(o, \"(x DESC NULLS LAST) INCLUDE (y) WITH (fillfactor=70)\")\n"
		"\tDB_INDEX(c, \"(y COLLATE \\\"C\\\" text_pattern_ops)\");\n");
}

static void types_and_what_uses_them(void **state)
{
	(void)state;
	round_trip(
		"DB_SCHEMA(audit);\n"
		"enum mood { MOOD_SAD, MOOD_SO_SO, MOOD_HAPPY DB_LABEL(\"it's \\\"fine\\\"\") }\n"
		"\tDB_ENUM(mood);\n"
		"enum level { LOW, HIGH } DB_ENUM(audit.level);\n"
		"typedef enum { ONE_A, ONE_B } one DB_ENUM(one);\n"
		"/** how to reach somebody */\n"
		"typedef char *email DB_DOMAIN(email, \"text COLLATE \\\"C\\\" NOT NULL DEFAULT 'x' "
		"CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 100)\");\n"
		"typedef char isbn[14] DB_TYPE(\"char(13)\");\n"
		"typedef char code[4] DB_DOMAIN(audit.code, \"varchar(3)\");\n"
		"struct a {\n"
		"\tenum mood m DB_DEFAULT(\"'sad'\"); enum mood *n; enum level l; email e; code c;\n"
		"\tisbn i; one o; one *p;\n"
		"} DB_TABLE(audit.a);\n");
}

static void sequences_and_extensions(void **state)
{
	(void)state;
	round_trip(
		"DB_SCHEMA(gis);\n"
		"DB_EXTENSION(\"uuid-ossp\");\n"
		"DB_EXTENSION(postgis, \"SCHEMA gis VERSION '3.4.0'\");\n"
		"DB_SEQUENCE(plain);\n"
		"DB_SEQUENCE(down, \"AS smallint INCREMENT BY -2 MAXVALUE 100 MINVALUE -100 START 50\");\n"
		"DB_SEQUENCE(gis.up, \"START 1000 CACHE 20 CYCLE\");\n"
		"DB_SEQUENCE(owned, \"AS integer OWNED BY a.x\");\n"
		"struct a { int32_t x DB_DEFAULT(\"nextval('owned')\"); } DB_TABLE(a);\n");
}

static void columns_that_say_more(void **state)
{
	(void)state;
	round_trip("struct a {\n"
		   "\tint32_t a DB_WAS(old_a) DB_USING(\"a::integer\");\n"
		   "\tint32_t b DB_GENERATED(\"a * 2\"); int64_t c DB_IDENTITY_ALWAYS;\n"
		   "\tchar *d DB_DEFAULT(\"'it''s \\\\ \\\"q\\\" ? ?\\?/ '\");\n"
		   "} DB_TABLE(a) DB_WAS(old_table);\n");
}

static void comments_come_back(void **state)
{
	(void)state;
	round_trip("/** one line */\n"
		   "struct a {\n"
		   "\t/** two\n\t * lines */\n"
		   "\tint32_t a;\n"
		   "\tint32_t b; ///< ends with a star *\n"
		   "\tint32_t c DB_COMMENT(\"ends */ here\");\n"
		   "\tint32_t d DB_COMMENT(\" spaces \");\n"
		   "\tint32_t e DB_COMMENT(\"a\\nb\\tc \\\\ ?\\?/\");\n"
		   "\tint32_t f DB_COMMENT(\"* starts with one\");\n"
		   "\tint32_t g DB_COMMENT(\"@brief < ! /\");\n"
		   "} DB_TABLE(a);\n"
		   "/** the schema */\n"
		   "DB_SCHEMA(s);\n"
		   "/** the extension */\n"
		   "DB_EXTENSION(citext);\n"
		   "/** the sequence */\n"
		   "DB_SEQUENCE(q);\n"
		   "DB_SEQUENCE(r) DB_COMMENT(\"/* r\");\n"
		   "DB_SCHEMA(t) DB_COMMENT(\"/* t\");\n");
}

static void a_revision_has_its_suffix(void **state)
{
	(void)state;
	const struct schema *schema =
		models_from_text(&arena, "enum mood { MOOD_SAD, MOOD_HAPPY } DB_ENUM(mood);\n"
					 "typedef int32_t age DB_DOMAIN(age, \"integer\");\n"
					 "struct a { enum mood m; age g; } DB_TABLE(a);\n");
	assert_non_null(schema);
	struct enum_type *mood = schema_find(
		schema, OBJECT_ENUM, (struct qualified){.schema = NULL, .name = "mood"});
	struct table *a =
		schema_find(schema, OBJECT_TABLE, (struct qualified){.schema = NULL, .name = "a"});
	assert_string_equal(write_all(schema, "_0002_x"),
		"enum mood_0002_x {\n"
		"\tMOOD_SAD_0002_x   DB_LABEL(\"sad\"),\n"
		"\tMOOD_HAPPY_0002_x DB_LABEL(\"happy\"),\n"
		"} DB_ENUM(mood);\n"
		"\n"
		"typedef int32_t age_0002_x DB_DOMAIN(age, \"integer\");\n"
		"\n"
		"struct a_0002_x {\n"
		"\tenum mood_0002_x m;\n"
		"\tage_0002_x       g;\n"
		"} DB_TABLE(a);\n");
	mood->object.revision = "0001_first";
	struct object_list table = {0};
	struct text text = {0};
	list_push(&arena, &table, &a->object);
	write_models(&text, &table, schema, "_0002_x");
	assert_string_equal(text_string(&text), "struct a_0002_x {\n"
						"\tenum mood_0001_first m;\n"
						"\tage_0002_x           g;\n"
						"} DB_TABLE(a);\n");
	text_finish(&text);
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
		cmocka_unit_test(a_shop_looks_as_written),
		cmocka_unit_test(names_that_c_cannot_spell),
		cmocka_unit_test(c_types_say_the_sql_type),
		cmocka_unit_test(every_kind_of_constraint),
		cmocka_unit_test(what_a_table_is),
		cmocka_unit_test(every_kind_of_index),
		cmocka_unit_test(types_and_what_uses_them),
		cmocka_unit_test(sequences_and_extensions),
		cmocka_unit_test(columns_that_say_more),
		cmocka_unit_test(comments_come_back),
		cmocka_unit_test(a_revision_has_its_suffix),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
