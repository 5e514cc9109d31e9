/* gen/read/declare_table.c: the words of tables and columns, each as it should be and as it should
 * not. */
#include "support/reading.h"

#include "support/cmocka_all.h"

static void the_example(void **state)
{
	(void)state;
	assert_schema(
		"DB_EXTENSION(citext);\n"
		"enum customer_kind { CUSTOMER_PERSON, CUSTOMER_COMPANY DB_LABEL(\"firm\") } "
		"DB_ENUM(customer_kind);\n"
		"/** Who buys. */\n"
		"struct customer {\n"
		"	int64_t            id          DB_PRIMARY_KEY DB_IDENTITY;\n"
		"	char               email[255]  DB_UNIQUE;\n"
		"	char              *nickname;\n"
		"	enum customer_kind kind        DB_DEFAULT(\"'person'\");\n"
		"	db_timestamptz     joined_at   DB_DEFAULT(\"now()\");\n"
		"	db_numeric         credit      DB_TYPE(\"numeric(12,2)\") DB_CHECK(\"credit "
		">= 0\");\n"
		"	int64_t            referrer_id DB_NULL DB_REFERENCES(customers, id, \"ON "
		"DELETE SET NULL\");\n"
		"	void              *session     DB_IGNORE;\n"
		"} DB_TABLE(customers)\n"
		"  DB_INDEX(customers_by_email, \"(lower(email))\")\n"
		"  DB_CONSTRAINT(customers_named, \"CHECK (kind = 'firm' OR nickname IS NOT "
		"NULL)\");\n",
		"extension citext any\n"
		"enum customer_kind (enum customer_kind)\n"
		"  CUSTOMER_PERSON 'person'\n"
		"  CUSTOMER_COMPANY 'firm'\n"
		"table customers (struct customer) -- \"Who buys.\"\n"
		"  id bigint identity (int64_t id = bigint)\n"
		"  email varchar(254) (char email[255] = varchar(254))\n"
		"  nickname text null (char *nickname = text)\n"
		"  kind customer_kind default 'person' (enum customer_kind kind = customer_kind)\n"
		"  joined_at timestamptz default now() (db_timestamptz joined_at = timestamptz)\n"
		"  credit numeric(12,2) (db_numeric credit = numeric)\n"
		"  referrer_id bigint null (int64_t referrer_id = bigint)\n"
		"  constraint customers_pkey PRIMARY KEY (id)\n"
		"  constraint customers_email_key UNIQUE (email)\n"
		"  constraint customers_credit_check CHECK (credit >= 0)\n"
		"  constraint customers_referrer_id_fkey FOREIGN KEY (referrer_id) REFERENCES "
		"customers (id) ON DELETE SET NULL\n"
		"  constraint customers_named CHECK (kind = 'firm' OR nickname IS NOT NULL)\n"
		"  index customers_by_email (lower(email))\n");
}

static void names_of_tables(void **state)
{
	(void)state;
	assert_schema("struct a { int x; } DB_TABLE(Orders);\n"
		      "struct b { int x; } DB_TABLE(audit.log);\n"
		      "struct c { int x; } DB_TABLE(log) DB_IN_SCHEMA(audit2);\n"
		      "struct d { int x; } DB_TABLE(\"order date\") DB_WAS(\"old date\");\n"
		      "struct e { int x; } DB_WAS(old.e) DB_TABLE(e);\n"
		      "struct DB_TABLE(f) f { int x; };\n"
		      "struct { int x; } DB_TABLE(\"3 g\");\n"
		      "typedef struct { int x; } h DB_TABLE(hs);\n"
		      "typedef struct i { int x; } i_type DB_TABLE(is);\n"
		      "typedef struct j j DB_TABLE(js);\nstruct j { int x; };\n"
		      "struct k DB_TABLE(ks);\nstruct DB_TABLE(ks) k;\nstruct k { int x; };\n",
		"table Orders (struct a)\n  x integer (int x = integer)\n"
		"table audit.log (struct b)\n  x integer (int x = integer)\n"
		"table audit2.log (struct c)\n  x integer (int x = integer)\n"
		"table order date (struct d) was old date\n  x integer (int x = integer)\n"
		"table e (struct e) was old.e\n  x integer (int x = integer)\n"
		"table f (struct f)\n  x integer (int x = integer)\n"
		"table 3 g (struct __g)\n  x integer (int x = integer)\n"
		"table hs (struct h)\n  x integer (int x = integer)\n"
		"table is (struct i)\n  x integer (int x = integer)\n"
		"table js (struct j)\n  x integer (int x = integer)\n"
		"table ks (struct k)\n  x integer (int x = integer)\n");
}

/* What the preprocessor knows as something else. */
static void names_are_not_expanded(void **state)
{
	(void)state;
	assert_schema("#define customers clients\n#define id 7\n"
		      "struct a { int linux_ DB_COLUMN(linux); bool b DB_COLUMN(true); } "
		      "DB_TABLE(customers) DB_INDEX(bool, \"(linux)\");\n",
		"table customers (struct a)\n"
		"  linux integer (int linux_ = integer)\n"
		"  true boolean (bool b = boolean)\n"
		"  index bool (linux)\n");
}

static void column_words(void **state)
{
	(void)state;
	assert_schema("struct a {\n"
		      "int always DB_IDENTITY_ALWAYS;\n"
		      "int class_ DB_COLUMN(class) DB_WAS(old_class);\n"
		      "int b DB_COLUMN(\"B b\") DB_WAS(\"b B\");\n"
		      "int twice DB_GENERATED(\"class*2\");\n"
		      "char *name DB_COLLATE(\"C\") DB_USING(\"upper( name )\");\n"
		      "int n DB_DEFAULT(\"1\" \"+ 2\");\n"
		      "int *key DB_PRIMARY_KEY;\n"
		      "int *number DB_IDENTITY;\n"
		      "char other[9] DB_TYPE(\"character varying (30)\") DB_NULL;\n"
		      "int ignored DB_IGNORE;\n"
		      "union { int a; float b; } u DB_IGNORE;\n"
		      "struct { int inner; } DB_IGNORE;\n"
		      "unsigned : 4;\n"
		      "} DB_TABLE(t);\n",
		"table t (struct a)\n"
		"  always integer identity always (int always = integer)\n"
		"  class integer (int class_ = integer) was old_class\n"
		"  B b integer (int b = integer) was b B\n"
		"  twice integer generated class * 2 (int twice = integer)\n"
		"  name text null collate \"C\" using upper(name) (char *name = text)\n"
		"  n integer default 1 + 2 (int n = integer)\n"
		"  key integer (int *key = integer)\n"
		"  number integer identity (int *number = integer)\n"
		"  other varchar(30) null (char other[9] = varchar(8))\n"
		"  constraint t_pkey PRIMARY KEY (key)\n");
}

static void keys(void **state)
{
	(void)state;
	assert_schema(
		"struct a { int b DB_UNIQUE DB_PRIMARY_KEY; int c; int *d DB_PRIMARY_KEY; } "
		"DB_TABLE(t);\n"
		"struct e { int *f, *g; } DB_TABLE(u) DB_CONSTRAINT(uk, \"primary key(g,f)\");\n"
		"struct h { int i DB_COLUMN(\"I\") DB_PRIMARY_KEY; } DB_TABLE(v);\n",
		"table t (struct a)\n"
		"  b integer (int b = integer)\n"
		"  c integer (int c = integer)\n"
		"  d integer (int *d = integer)\n"
		"  constraint t_b_key UNIQUE (b)\n"
		"  constraint t_pkey PRIMARY KEY (b, d)\n"
		"table u (struct e)\n"
		"  f integer (int *f = integer)\n"
		"  g integer (int *g = integer)\n"
		"  constraint uk PRIMARY KEY (g, f)\n"
		"table v (struct h)\n"
		"  I integer (int i = integer)\n"
		"  constraint v_pkey PRIMARY KEY (\"I\")\n");
}

static void references(void **state)
{
	(void)state;
	assert_schema(
		"struct a {\n"
		"int b DB_REFERENCES(t);\n"
		"int c DB_REFERENCES(t, \"i d\");\n"
		"int d DB_REFERENCES(s.\"T\", id, \"on delete cascade deferrable\");\n"
		"int e DB_REFERENCES(t, , \"ON UPDATE SET NULL\");\n"
		"int f DB_REFERENCES(t, \"ON UPDATE RESTRICT\");\n"
		"int g DB_REFERENCES(t, id, \"ON DELETE SET NULL (g)\") DB_REFERENCES(u, id);\n"
		"} DB_TABLE(t);\n",
		"table t (struct a)\n"
		"  b integer (int b = integer)\n"
		"  c integer (int c = integer)\n"
		"  d integer (int d = integer)\n"
		"  e integer (int e = integer)\n"
		"  f integer (int f = integer)\n"
		"  g integer (int g = integer)\n"
		"  constraint t_b_fkey FOREIGN KEY (b) REFERENCES t\n"
		"  constraint t_c_fkey FOREIGN KEY (c) REFERENCES t (\"i d\")\n"
		"  constraint t_d_fkey FOREIGN KEY (d) REFERENCES s.\"T\" (id) ON DELETE CASCADE "
		"DEFERRABLE\n"
		"  constraint t_e_fkey FOREIGN KEY (e) REFERENCES t ON UPDATE SET NULL\n"
		"  constraint t_f_fkey FOREIGN KEY (f) REFERENCES t ON UPDATE RESTRICT\n"
		"  constraint t_g_fkey FOREIGN KEY (g) REFERENCES t (id) ON DELETE SET NULL (g)\n"
		"  constraint t_g_fkey1 FOREIGN KEY (g) REFERENCES u (id)\n");
}

/* The short way and the grammar's own must give the same. */
static void references_are_what_the_grammar_says(void **state)
{
	struct reading reading;
	(void)state;
	reading_text(&reading,
		"struct a { int b DB_REFERENCES(s.t, id, \"ON DELETE CASCADE INITIALLY "
		"DEFERRED\"); } DB_TABLE(t) DB_CONSTRAINT(f, \"FOREIGN KEY (b) REFERENCES s.t(id) "
		"ON DELETE CASCADE INITIALLY DEFERRED\");\n");
	const struct table *table = reading.schema.tables.items[0];
	struct constraint *left = table->constraints.items[0], *right = table->constraints.items[1];
	assert_string_equal(left->definition, right->definition);
	assert_int_equal(left->deferrable, right->deferrable);
	assert_int_equal(left->type, right->type);
	assert_true(qualified_equal(left->references, right->references));
	assert_int_equal(left->referenced.count, 1);
	assert_string_equal(left->referenced.items[0], right->referenced.items[0]);
	assert_int_equal(left->columns.count, 1);
	assert_string_equal(left->columns.items[0], right->columns.items[0]);
	assert_int_equal(left->mentions.columns.count, right->mentions.columns.count);
	assert_string_equal(left->mentions.columns.items[0], right->mentions.columns.items[0]);
	assert_int_equal(left->mentions.relations.count, right->mentions.relations.count);
	reading_finish(&reading);
}

static void checks_and_indexes(void **state)
{
	(void)state;
	assert_schema(
		"struct a { int b DB_CHECK(\"b>0\") DB_CHECK(\"b < c\"); int c; char *d; } "
		"DB_TABLE(t)\n"
		"DB_CONSTRAINT(\"unique (b, c)\") DB_CONSTRAINT(e, \"EXCLUDE USING gist (b WITH "
		"=)\")\n"
		"DB_INDEX(\"(b)\") DB_INDEX(\"(b)\") DB_UNIQUE_INDEX(\"lower d\", \"(lower(d)) "
		"where b > 0\")\n"
		"DB_INDEX(t_b_c_key, \"using hash (b)\");\n",
		"table t (struct a)\n"
		"  b integer (int b = integer)\n"
		"  c integer (int c = integer)\n"
		"  d text null (char *d = text)\n"
		"  constraint t_b_check CHECK (b > 0)\n"
		"  constraint t_check CHECK (b < c)\n"
		"  constraint t_b_c_key1 UNIQUE (b, c)\n"
		"  constraint e EXCLUDE USING gist (b WITH =)\n"
		"  unique index lower d (lower(d)) WHERE b > 0\n"
		"  index t_b_c_key USING hash (b)\n"
		"  index t_b_idx (b)\n"
		"  index t_b_idx1 (b)\n");
}

static void serial(void **state)
{
	(void)state;
	assert_schema("struct a { int64_t id DB_TYPE(\"bigserial\") DB_PRIMARY_KEY; } "
		      "DB_TABLE(s.t);\n"
		      "struct b { int *n DB_TYPE(\"SERIAL\"); short m DB_TYPE(\"smallserial\"); } "
		      "DB_TABLE(U);\n",
		"sequence s.t_id_seq bigint from 1 by 1 of s.t.id\n"
		"sequence U_n_seq integer from 1 by 1 of U.n\n"
		"sequence U_m_seq smallint from 1 by 1 of U.m\n"
		"table s.t (struct a)\n"
		"  id bigint default nextval('s.t_id_seq') (int64_t id = bigint)\n"
		"  constraint t_pkey PRIMARY KEY (id)\n"
		"table U (struct b)\n"
		"  n integer default nextval('\"U_n_seq\"') (int *n = integer)\n"
		"  m smallint default nextval('\"U_m_seq\"') (short m = smallint)\n");
}

static void refused_sql(void **state)
{
	(void)state;
	assert_said("struct a {\n"
		    " int b DB_CHECK(\"b > \"\n  \"0 AND\"\n  \" x IS NIL\");\n"
		    " int c DB_CHECK(\"c > 0)\") DB_CHECK(\"(c\");\n"
		    " int d DB_DEFAULT(\"'\\x61' ||\") DB_GENERATED(\"1 + , 2\") DB_USING(\"\");\n"
		    " int e DB_TYPE(\"no such type\");\n"
		    " int f DB_REFERENCES(a, b, \"ON DELET CASCADE\");\n"
		    "} DB_TABLE(t)\n"
		    "  DB_INDEX(i, \"(b\")\n"
		    "  DB_INDEX(\"USING (b)\")\n"
		    "  DB_CONSTRAINT(k, \"CHEK (a)\");\n",
		"models.h:5:10: error: DB_CHECK: syntax error at or near \"NIL\"\n"
		"models.h:6:23: error: DB_CHECK: syntax error at or near \")\"\n"
		"models.h:6:39: error: DB_CHECK: syntax error at end of input\n"
		"models.h:7:29: error: DB_DEFAULT: syntax error at end of input\n"
		"models.h:7:50: error: DB_GENERATED: syntax error at or near \",\"\n"
		"models.h:7:66: error: DB_USING: nothing is written here\n"
		"models.h:8:20: error: DB_TYPE: syntax error at or near \"such\"\n"
		"models.h:9:32: error: DB_REFERENCES: syntax error at or near \"DELET\"\n"
		"models.h:11:18: error: DB_INDEX: syntax error at end of input\n"
		"models.h:13:26: error: DB_CONSTRAINT: syntax error at or near \"(\"\n"
		"models.h:12:19: error: DB_INDEX: syntax error at or near \"(\"\n");
}

static void contradictions(void **state)
{
	(void)state;
	assert_said("struct a {\n"
		    " int b DB_NULL DB_PRIMARY_KEY;\n"
		    " int c DB_NOT_NULL DB_NULL;\n"
		    " int d DB_IDENTITY DB_IDENTITY_ALWAYS;\n"
		    " int e DB_NULL DB_TYPE(\"serial\") DB_DEFAULT(\"1\");\n"
		    " int f DB_DEFAULT(\"1\") DB_DEFAULT(\"1\");\n"
		    " int g DB_WAS(a.h);\n"
		    "} DB_TABLE(s.t) DB_IN_SCHEMA(u) DB_TABLE(v);\n",
		"models.h:9:33: error: DB_TABLE stands here twice; take one of them out\n"
		"models.h:9:17: error: the schema is said twice, here and in DB_TABLE; take one of "
		"them out\n"
		"models.h:3:8: error: DB_NULL contradicts DB_PRIMARY_KEY; take one of them out\n"
		"models.h:4:20: error: DB_NULL contradicts DB_NOT_NULL; take one of them out\n"
		"models.h:5:20: error: DB_IDENTITY_ALWAYS contradicts DB_IDENTITY; take one of "
		"them out\n"
		"models.h:6:8: error: DB_NULL contradicts DB_TYPE(\"serial\"); take one of them "
		"out\n"
		"models.h:6:34: error: a serial column has a default already; take DB_DEFAULT out, "
		"or make it an integer\n"
		"models.h:7:24: error: DB_DEFAULT stands here twice; take one of them out\n"
		"models.h:8:8: error: a column stands in no schema; say only its old name\n");
}

static void no_table(void **state)
{
	(void)state;
	assert_said("struct a { int b; } DB_INDEX(i, \"(b)\") DB_WAS(c);\n"
		    "struct d { int e DB_UNIQUE; };\n"
		    "struct DB_TABLE(f) f;\n"
		    "struct g { int h DB_PRIMARY_KEY; } DB_TABLE(1) DB_INDEX(i, \"(h)\");\n",
		"models.h:5:45: error: argument 1 of DB_TABLE must be a name, bare, as schema.name "
		"or between double quotes; write DB_TABLE(name)\n"
		"models.h:3:18: error: DB_UNIQUE cannot stand here; it belongs after a member of a "
		"struct that is a table\n"
		"models.h:2:21: error: DB_INDEX stands on a struct that is no table; add "
		"DB_TABLE(name)\n"
		"models.h:2:40: error: DB_WAS stands on a struct that is no table; add "
		"DB_TABLE(name)\n"
		"models.h:4:8: error: the struct of table \"f\" has no members here; put DB_TABLE "
		"where they are\n");
}

static void wrong_places(void **state)
{
#define BELONGS_TO_A_MEMBER "it belongs after a member of a struct that is a table\n"
#define BELONGS_TO_A_STRUCT "it belongs after the closing brace of a struct that is a table\n"
	(void)state;
	assert_said("int a DB_TABLE(a);\n"
		    "void b(int c DB_PRIMARY_KEY) DB_TABLE(b);\n"
		    "union d { int e DB_UNIQUE; } DB_TABLE(d);\n"
		    "typedef int f DB_TABLE(f);\n"
		    "struct g { int h DB_TABLE(h) DB_LABEL(h); } DB_TABLE(g) DB_UNIQUE;\n"
		    "enum i { J DB_UNIQUE } DB_ENUM(i) DB_INDEX(\"(i)\");\n"
		    "struct k { struct { int l DB_UNIQUE; } m DB_IGNORE; } DB_TABLE(k);\n"
		    "static inline int n(void) { int o DB_UNIQUE = 1; return o; }\n",
		"models.h:2:7: error: DB_TABLE cannot stand here; " BELONGS_TO_A_STRUCT
		"models.h:3:30: error: DB_TABLE cannot stand here; " BELONGS_TO_A_STRUCT
		"models.h:3:14: error: DB_PRIMARY_KEY cannot stand here; " BELONGS_TO_A_MEMBER
		"models.h:4:30: error: DB_TABLE cannot stand here; " BELONGS_TO_A_STRUCT
		"models.h:4:17: error: DB_UNIQUE cannot stand here; " BELONGS_TO_A_MEMBER
		"models.h:8:27: error: DB_UNIQUE cannot stand here; " BELONGS_TO_A_MEMBER
		"models.h:5:15: error: DB_TABLE cannot stand here; " BELONGS_TO_A_STRUCT
		"models.h:6:57: error: DB_UNIQUE cannot stand here; " BELONGS_TO_A_MEMBER
		"models.h:6:18: error: DB_TABLE cannot stand here; " BELONGS_TO_A_STRUCT
		"models.h:6:30: error: DB_LABEL cannot stand here; it belongs after an enumerator\n"
		"models.h:7:35: error: DB_INDEX cannot stand here; it belongs after the closing brace of a "
		"struct that is a table, after DB_PARTITION\n"
		"models.h:7:12: error: DB_UNIQUE cannot stand here; " BELONGS_TO_A_MEMBER);
}

static void what_a_table_is(void **state)
{
	(void)state;
	assert_schema("struct a { int b; } DB_TABLE(a) DB_ROW_SECURITY DB_UNLOGGED\n"
		      "DB_WITH(\"fillfactor=070,\" \"toast.autovacuum_enabled = no\");\n"
		      "typedef struct { int b; } c DB_UNLOGGED DB_TABLE(c);\n",
		"table a (struct a) unlogged row security with (fillfactor = 70, "
		"toast.autovacuum_enabled = false)\n"
		"  b integer (int b = integer)\n"
		"table c (struct c) unlogged\n"
		"  b integer (int b = integer)\n");
	assert_said(
		"struct a { int b; } DB_TABLE(a) DB_WITH(\"fillfactor=70, \" \"filfactor=8\");\n"
		"struct c { int d; } DB_TABLE(c) DB_WITH(\"fillfactor=70\") DB_WITH(\"x\");\n"
		"struct e { int f DB_UNLOGGED; } DB_TABLE(e) DB_WITH(fillfactor);\n"
		"struct g { int h; } DB_ROW_SECURITY;\n",
		"models.h:4:53: error: argument 1 of DB_WITH must be a string between double quotes; "
		"write DB_WITH(\"…\")\n"
		"models.h:2:60: error: DB_WITH: a table has no storage parameter \"filfactor\"; did you "
		"mean \"fillfactor\"?\n"
		"models.h:3:58: error: DB_WITH stands here twice; take one of them out\n"
		"models.h:4:18: error: DB_UNLOGGED cannot stand here; it belongs after the closing "
		"brace of a struct that is a table, at file scope, as a declaration of its own\n"
		"models.h:5:21: error: DB_ROW_SECURITY stands on a struct that is no table; add "
		"DB_TABLE(name)\n");
}

/* What may stand on a view, and on its members. */
static void views(void **state)
{
	(void)state;
	assert_said("struct a { int b DB_UNIQUE; } DB_VIEW(a, \"SELECT 1 AS b\") DB_UNLOGGED;\n"
		    "struct DB_VIEW(c, \"SELEC 1\") DB_INDEX(\"(b)\") c;\n"
		    "struct DB_VIEW(d, \"SELECT 1\") DB_WITH(\"colour = red\") d;\n",
		"models.h:2:59: error: DB_UNLOGGED cannot stand on a view; take it out\n"
		"models.h:2:18: error: DB_UNIQUE means nothing on a column of a view, which is what "
		"the query makes it; take it out\n"
		"models.h:3:30: error: DB_INDEX cannot stand on a view; take it out\n"
		"models.h:3:20: error: DB_VIEW: syntax error at or near \"SELEC\"\n"
		"models.h:4:40: error: DB_WITH: a view has no option \"colour\"; it has "
		"\"security_barrier\", \"security_invoker\" and \"check_option\"\n");
}

/* After an error the rest is there, so that nothing else seems to be missing. */
static void what_is_left_after_errors(void **state)
{
	struct reading reading;
	(void)state;
	reading_text(&reading, "typedef char *d DB_DOMAIN(d, \"text CHEC\");\n"
			       "struct a { int id[2] DB_PRIMARY_KEY; d b; int c DB_CHECK(\"(\") "
			       "DB_REFERENCES(a, id); } DB_TABLE(a);\n");
	assert_true(reading.understood);
	assert_int_equal(reading.diag.errors, 3);
	assert_string_equal(reading_schema(&reading, &reading.schema),
		"domain d ? (char *d = text)\n"
		"table a (struct a)\n"
		"  id ? (int id[2] = ?)\n"
		"  b d (d b = d)\n"
		"  c integer (int c = integer)\n"
		"  constraint a_pkey PRIMARY KEY (id)\n"
		"  constraint a_c_fkey FOREIGN KEY (c) REFERENCES a (id)\n");
	schema_check(&reading.schema, &reading.diag);
	assert_int_equal(reading.diag.errors, 3);
	reading_finish(&reading);
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
		cmocka_unit_test(the_example),
		cmocka_unit_test(names_of_tables),
		cmocka_unit_test(names_are_not_expanded),
		cmocka_unit_test(column_words),
		cmocka_unit_test(keys),
		cmocka_unit_test(references),
		cmocka_unit_test(references_are_what_the_grammar_says),
		cmocka_unit_test(checks_and_indexes),
		cmocka_unit_test(serial),
		cmocka_unit_test(refused_sql),
		cmocka_unit_test(contradictions),
		cmocka_unit_test(no_table),
		cmocka_unit_test(wrong_places),
		cmocka_unit_test(what_a_table_is),
		cmocka_unit_test(views),
		cmocka_unit_test(what_is_left_after_errors),
	};
	return cmocka_run_group_tests(tests, set_up, NULL);
}
