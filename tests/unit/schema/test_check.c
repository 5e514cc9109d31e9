/* gen/schema/check*.c: each fault is found, said in so many words, and nothing else is. */
#include "schema/names.h"
#include "schema/sql.h"

#include "support/cmocka_all.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct schema schema;
static unsigned line; /* of the next object: a place of its own for each */

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	schema_init(&schema, &arena);
	line = 0;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

/* ---- a schema, word by word ---- */

static struct qualified named(const char *text)
{
	const char *dot = strchr(text, '.');
	if (!dot)
		return (struct qualified){.schema = NULL, .name = text};
	return (struct qualified){
		.schema = arena_strndup(&arena, text, (size_t)(dot - text)), .name = dot + 1};
}

static void begin(struct object *object, enum object_kind kind, const char *name)
{
	object->kind = kind;
	object->name = kind < OBJECT_COLUMN ? named(name)
					    : (struct qualified){.schema = NULL, .name = name};
	object->place = (struct place){"m.h", ++line, 1};
}

static struct table *table(const char *name)
{
	struct table *made = arena_new(&arena, struct table);
	begin(&made->object, OBJECT_TABLE, name);
	schema_add(&schema, &made->object);
	return made;
}

static struct expression expression(const char *text)
{
	struct expression made;
	struct sql_error error;
	if (!sql_expression(&arena, text, &made, &error))
		fail_msg("%s: %s", text, error.message);
	return made;
}

/* type ends with "!" for NOT NULL */
static struct column *column(struct table *to, const char *name, const char *type)
{
	struct column *made = arena_new(&arena, struct column);
	struct sql_error error;
	size_t length = strlen(type);
	begin(&made->object, OBJECT_COLUMN, name);
	made->not_null = type[length - 1] == '!';
	if (!sql_type(&arena, arena_strndup(&arena, type, length - made->not_null), &made->type,
		    NULL, &error))
		fail_msg("%s: %s", type, error.message);
	table_add_column(to, made, &arena);
	return made;
}

static struct constraint *constraint(struct table *to, const char *name, const char *text)
{
	struct constraint *made = arena_new(&arena, struct constraint);
	struct sql_error error;
	begin(&made->object, OBJECT_CONSTRAINT, name);
	if (!sql_constraint(&arena, text, made, &error))
		fail_msg("%s: %s", text, error.message);
	table_add_constraint(&schema, to, made);
	return made;
}

static struct index *make_index(struct table *to, const char *name, const char *text)
{
	struct index *made = arena_new(&arena, struct index);
	struct sql_error error;
	begin(&made->object, OBJECT_INDEX, name);
	if (!sql_index(&arena, text, made, &error))
		fail_msg("%s: %s", text, error.message);
	table_add_index(&schema, to, made);
	return made;
}

static struct enum_type *enumeration(const char *name, const char *label)
{
	struct enum_type *made = arena_new(&arena, struct enum_type);
	begin(&made->object, OBJECT_ENUM, name);
	if (label) {
		struct label *first = arena_new(&arena, struct label);
		begin(&first->object, OBJECT_LABEL, label);
		list_push(&arena, &made->labels, first);
	}
	schema_add(&schema, &made->object);
	return made;
}

static struct domain *make_domain(const char *name, const char *text)
{
	struct domain *made = arena_new(&arena, struct domain);
	struct sql_error error;
	begin(&made->object, OBJECT_DOMAIN, name);
	if (!sql_domain(&arena, text, made, &error))
		fail_msg("%s: %s", text, error.message);
	schema_add(&schema, &made->object);
	return made;
}

static struct sequence *sequence(const char *name, const char *text)
{
	struct sequence *made = arena_new(&arena, struct sequence);
	struct sql_error error;
	begin(&made->object, OBJECT_SEQUENCE, name);
	assert_true(sql_sequence(&arena, text, made, &error));
	schema_add(&schema, &made->object);
	return made;
}

static void extension(const char *name)
{
	struct extension *made = arena_new(&arena, struct extension);
	begin(&made->object, OBJECT_EXTENSION, name);
	schema_add(&schema, &made->object);
}

static void make_schema(const char *name)
{
	struct namespace *made = arena_new(&arena, struct namespace);
	begin(&made->object, OBJECT_SCHEMA, name);
	schema_add(&schema, &made->object);
}

/* ---- what is said of it ---- */

/* Every message, a line each: "3: text", "3: warning: text", "3: note: text". */
static void assert_said(const char *wanted)
{
	static const char *const words[] = {"", "warning: ", "note: "};
	struct diag diag;
	char said[4096] = "";
	diag_init(&diag, &arena);
	bool good = schema_check(&schema, &diag);
	for (size_t i = 0; i < diag.list.count; i++) {
		const struct diagnostic *each = &diag.list.items[i];
		size_t length = strlen(said);
		snprintf(said + length, sizeof said - length, "%u: %s%s\n", each->place.line,
			words[each->severity], each->message);
	}
	assert_string_equal(said, wanted);
	assert_int_equal(good, diag.errors == 0);
}

static struct table *customers(void)
{
	struct table *made = table("customers");
	column(made, "id", "bigint!");
	column(made, "email", "varchar(254)");
	constraint(made, "customers_pkey", "PRIMARY KEY (id)");
	return made;
}

static void a_sound_schema(void **state)
{
	(void)state;
	make_schema("audit");
	extension("citext");
	enumeration("kind", "firm");
	enumeration("audit.level", "low");
	make_domain("email", "text CHECK (VALUE ~ '@')");
	make_domain("strict_email", "email CHECK (VALUE <> '')");
	sequence("numbers", "");
	struct table *c = customers();
	column(c, "kind", "kind!")->default_value = expression("'firm'::kind");
	column(c, "level", "audit.level[]");
	column(c, "nick", "citext");
	column(c, "number", "integer")->default_value = expression("nextval('numbers')");
	column(c, "lower_email", "text")->generated = expression("lower(email)");
	column(c, "referrer", "bigint");
	column(c, "address", "strict_email")->collation = "\"C\"";
	column(c, "foreign_type", "elsewhere.thing");
	column(c, "old", "customers");
	column(c, "identity", "integer!")->identity = IDENTITY_ALWAYS;
	constraint(c, "referrer_fkey", "FOREIGN KEY (referrer) REFERENCES customers");
	constraint(c, "c_check", "CHECK (number > 0 AND customers IS NOT NULL AND tableoid > 0)");
	constraint(c, "c_excl", "EXCLUDE USING gist (number WITH =)");
	make_index(c, "by_email", "(lower(email)) INCLUDE (kind) WHERE kind = 'firm'");
	struct table *log = table("audit.log");
	column(log, "customer", "bigint!");
	column(log, "n", "bigint")->default_value = expression("nextval('customers_identity_seq')");
	constraint(log, "log_fkey", "FOREIGN KEY (customer) REFERENCES customers (id)");
	table("public.empty");
	sequence("owned", "OWNED BY customers.number");
	assert_said("");
	assert_string_equal(table_constraint(c, "referrer_fkey")->definition,
		"FOREIGN KEY (referrer) REFERENCES customers (id)");
	assert_string_equal(table_constraint(c, "referrer_fkey")->referenced.items[0], "id");
}

static void unknown_columns(void **state)
{
	(void)state;
	struct table *c = customers();
	constraint(c, "c1", "CHECK (emial <> '')");
	constraint(c, "c2", "UNIQUE (id) INCLUDE (xyz)");
	constraint(c, "c3", "FOREIGN KEY (ids) REFERENCES customers (id)");
	constraint(c, "c4", "FOREIGN KEY (id) REFERENCES customers (idd)");
	make_index(c, "i1", "(email) WHERE mail > ''");
	column(c, "g", "text")->generated = expression("lower(emil)");
	assert_said("10: column \"g\" names column \"emil\", which table \"customers\" does not "
		    "have; did you mean \"email\"?\n"
		    "5: constraint \"c1\" names column \"emial\", which table \"customers\" does "
		    "not have; did you mean \"email\"?\n"
		    "6: constraint \"c2\" names column \"xyz\", which table \"customers\" does not "
		    "have\n"
		    "7: constraint \"c3\" names column \"ids\", which table \"customers\" does not "
		    "have; did you mean \"id\"?\n"
		    "8: column \"id\" references column \"idd\", which table \"customers\" does "
		    "not have; did you mean \"id\"?\n"
		    "9: index \"i1\" names column \"mail\", which table \"customers\" does not "
		    "have; did you mean \"email\"?\n");
}

static void unknown_tables(void **state)
{
	(void)state;
	make_schema("audit");
	struct table *c = customers();
	struct table *log = table("audit.log");
	column(log, "id", "bigint!");
	constraint(log, "log_pkey", "PRIMARY KEY (id)");
	constraint(c, "f1", "FOREIGN KEY (id) REFERENCES custmers");
	constraint(c, "f2", "FOREIGN KEY (id) REFERENCES log");
	constraint(c, "f3", "FOREIGN KEY (id, email) REFERENCES nothing_like_it (a, b)");
	sequence("s", "OWNED BY cutomers.id");
	sequence("s2", "OWNED BY customers.idd");
	sequence("s3", "OWNED BY audit.log.id");
	assert_said(
		"9: column \"id\" references table \"custmers\", which no model defines; did "
		"you mean \"customers\"?\n"
		"10: column \"id\" references table \"log\", which no model defines; did you "
		"mean \"audit.log\"?\n"
		"11: constraint \"f3\" references table \"nothing_like_it\", which no model "
		"defines\n"
		"12: sequence \"s\" is owned by a column of table \"cutomers\", which no model "
		"defines; did you mean \"customers\"?\n"
		"13: sequence \"s2\" names column \"idd\", which table \"customers\" does not "
		"have; did you mean \"id\"?\n"
		"14: sequence \"s3\" is owned by a column of table \"audit.log\" and must be in "
		"its schema\n");
}

static void unknown_types(void **state)
{
	(void)state;
	make_schema("audit");
	enumeration("customer_kind", "firm");
	enumeration("audit.level", "low");
	struct table *c = customers();
	column(c, "a", "custmer_kind");
	column(c, "b", "level");
	column(c, "c", "citext");
	column(c, "d", "bigit");
	column(c, "e", "audit.nothing");
	column(c, "f", "elsewhere.type");
	column(c, "g", "text")->default_value = expression("'x'::lvl");
	constraint(c, "h", "CHECK (email::nothing_at_all = 'x')");
	make_domain("dd", "txt");
	assert_said(
		"18: domain \"dd\" uses type \"txt\", which is neither PostgreSQL's nor a model's; "
		"did you mean \"text\"?\n"
		"10: column \"a\" uses type \"custmer_kind\", which is neither PostgreSQL's nor "
		"a model's; did you mean \"customer_kind\"?\n"
		"11: column \"b\" uses type \"level\", which is neither PostgreSQL's nor a "
		"model's; did you mean \"audit.level\"?\n"
		"12: column \"c\" uses type \"citext\", which is neither PostgreSQL's nor a "
		"model's; declare where it comes from: DB_EXTENSION(citext)\n"
		"13: column \"d\" uses type \"bigit\", which is neither PostgreSQL's nor a "
		"model's; did you mean \"bigint\"?\n"
		"14: column \"e\" uses type \"audit.nothing\", which is neither PostgreSQL's nor "
		"a model's; declare it with DB_ENUM or DB_DOMAIN, or where it comes from with "
		"DB_EXTENSION\n"
		"16: column \"g\" uses type \"lvl\", which is neither PostgreSQL's nor a "
		"model's; did you mean \"xml\"?\n"
		"17: constraint \"h\" uses type \"nothing_at_all\", which is neither "
		"PostgreSQL's nor a model's; declare it with DB_ENUM or DB_DOMAIN, or where it "
		"comes from with DB_EXTENSION\n");
}

static void names_taken(void **state)
{
	(void)state;
	make_schema("audit");
	make_schema("audit");
	struct table *c = customers();
	column(c, "email", "text");
	constraint(c, "x", "CHECK (id > 0)");
	constraint(c, "x", "CHECK (id > 1)");
	make_index(c, "customers", "(id)");
	make_index(c, "customers_pkey", "(id)");
	customers();
	enumeration("customers", "a");
	make_domain("customers", "text");
	sequence("customers_pkey", "");
	table("audit.customers");
	extension("citext");
	extension("citext");
	assert_said("2: schema \"audit\" is declared twice\n"
		    "1: note: the name is taken here\n"
		    "22: extension \"citext\" is declared twice\n"
		    "21: note: the name is taken here\n"
		    "18: domain \"customers\" has the name of an enum; choose another\n"
		    "16: note: the name is taken here\n"
		    "3: table \"customers\" has the name of an enum; choose another\n"
		    "16: note: the name is taken here\n"
		    "12: table \"customers\" is declared twice\n"
		    "3: note: the name is taken here\n"
		    "10: index \"customers\" has the name of a table; choose another\n"
		    "3: note: the name is taken here\n"
		    "11: index \"customers_pkey\" has the name of a constraint; choose another\n"
		    "6: note: the name is taken here\n"
		    "7: column \"email\" is declared twice\n"
		    "5: note: the name is taken here\n"
		    "9: constraint \"x\" is declared twice\n"
		    "8: note: the name is taken here\n"
		    "15: constraint \"customers_pkey\" is declared twice\n"
		    "6: note: the name is taken here\n"
		    "19: sequence \"customers_pkey\" has the name of a constraint; choose another\n"
		    "6: note: the name is taken here\n");
}

#define NAME64 "a234567890b234567890c234567890d234567890e234567890f234567890g234"

static void names_too_long(void **state)
{
	(void)state;
	make_schema(NAME64);
	enumeration(NAME64, "a");
	enumeration("kind", NAME64);
	struct table *t = table("grö" NAME64);
	column(t, NAME64, "text");
	make_index(t, "", "((1))");
	struct diag diag;
	diag_init(&diag, &arena);
	assert_false(schema_check(&schema, &diag));
	assert_string_equal(diag.list.items[0].message,
		"schema \"" NAME64
		"\" has a name of 64 bytes; PostgreSQL keeps only 63, so give it a shorter one");
	assert_non_null(strstr(diag.list.items[1].message, "enum \"" NAME64 "\" has a name of 64"));
	assert_non_null(
		strstr(diag.list.items[2].message, "label \"" NAME64 "\" has a name of 64"));
	assert_non_null(strstr(diag.list.items[3].message, "\" has a name of 68 bytes"));
	assert_non_null(strstr(diag.list.items[4].message, "column \"" NAME64 "\" has"));
	assert_string_equal(diag.list.items[5].message, "the index has an empty name");
	assert_int_equal(diag.list.count, 6);
}

static void references_that_fit(void **state)
{
	(void)state;
	struct table *c = customers();
	struct table *t = table("other");
	make_domain("key", "bigint");
	column(c, "code", "char(3)!");
	column(c, "a", "key");
	column(c, "b", "text!");
	constraint(c, "u1", "UNIQUE (code)");
	constraint(c, "u2", "UNIQUE (b, code)");
	make_index(c, "u3", "(a)")->unique = true;
	column(t, "k", "key");
	column(t, "s", "text");
	column(t, "v", "varchar(10)");
	constraint(t, "f1", "FOREIGN KEY (k) REFERENCES customers");
	constraint(t, "f2", "FOREIGN KEY (s) REFERENCES customers (code)");
	constraint(t, "f3", "FOREIGN KEY (s, v) REFERENCES customers (code, b)");
	constraint(t, "f4", "FOREIGN KEY (k) REFERENCES customers (a)");
	assert_said("");
}

static void references_that_do_not(void **state)
{
	(void)state;
	struct table *c = customers();
	struct table *t = table("other");
	column(c, "d", "integer!");
	column(t, "i", "integer");
	column(t, "s", "text");
	column(t, "a", "bigint[]");
	column(t, "b", "bigint");
	constraint(c, "u", "UNIQUE (d) DEFERRABLE");
	make_index(c, "p", "(email) WHERE d > 0")->unique = true;
	make_index(c, "n", "(email)");
	constraint(t, "f1", "FOREIGN KEY (i) REFERENCES customers (id)");
	constraint(t, "f2", "FOREIGN KEY (s) REFERENCES customers (id)");
	constraint(t, "f3", "FOREIGN KEY (a) REFERENCES customers (id)");
	constraint(t, "f4", "FOREIGN KEY (i) REFERENCES customers (d)");
	constraint(t, "f5", "FOREIGN KEY (s) REFERENCES customers (email)");
	constraint(t, "f6", "FOREIGN KEY (b, s) REFERENCES customers");
	constraint(t, "f7", "FOREIGN KEY (b) REFERENCES customers (id, email)");
	constraint(t, "f8", "FOREIGN KEY (b) REFERENCES other");
	constraint(t, "f9", "FOREIGN KEY (b, s) REFERENCES other (b, s)");
	assert_said(
		"14: warning: column \"i\" is of type \"integer\", but references "
		"\"customers\".\"id\" of type \"bigint\"; give both the same\n"
		"15: column \"s\" is of type \"text\" and cannot reference \"customers\".\"id\" of type "
		"\"bigint\"; give both the same\n"
		"16: column \"a\" is of type \"bigint[]\" and cannot reference \"customers\".\"id\" of "
		"type \"bigint\"; give both the same\n"
		"17: column \"i\" references customers (d), whose constraint \"u\" is deferrable; a "
		"reference needs one that is not\n"
		"18: column \"s\" references customers (email), which is not unique; give it a primary "
		"key or a unique constraint\n"
		"19: constraint \"f6\" has 2 columns, but references 1 of table \"customers\"\n"
		"20: column \"b\" has 1 column, but references 2 of table \"customers\"\n"
		"21: column \"b\" references table \"other\", which has no primary key; name the "
		"columns\n"
		"22: constraint \"f9\" references other (b, s), which is not unique; give it a primary "
		"key or a unique constraint\n");
}

static void references_to_unlogged_tables(void **state)
{
	(void)state;
	struct table *c = customers();
	struct table *logged = table("logged");
	struct table *unlogged = table("unlogged");
	c->unlogged = unlogged->unlogged = true;
	column(logged, "a", "bigint");
	column(logged, "b", "bigint!");
	column(unlogged, "a", "bigint");
	constraint(logged, "k", "UNIQUE (b)");
	constraint(logged, "f1", "FOREIGN KEY (a) REFERENCES customers");
	constraint(logged, "f2", "FOREIGN KEY (a) REFERENCES logged (b)");
	constraint(unlogged, "f3", "FOREIGN KEY (a) REFERENCES customers");
	constraint(unlogged, "f4", "FOREIGN KEY (a) REFERENCES logged (b)");
	assert_said(
		"11: column \"a\" of table \"logged\", which is logged, references table "
		"\"customers\", which is unlogged; give \"logged\" DB_UNLOGGED, too, or take it "
		"off \"customers\"\n");
}

static void columns_in_themselves(void **state)
{
	(void)state;
	struct table *t = table("t");
	struct column *c = column(t, "a", "text!");
	c->default_value = expression("'x'");
	c->generated = expression("lower(b)");
	c = column(t, "b", "integer!");
	c->identity = IDENTITY_ALWAYS;
	c->default_value = expression("1");
	c = column(t, "c", "text");
	c->identity = IDENTITY_BY_DEFAULT;
	c->generated = expression("'y'");
	column(t, "ctid", "text");
	column(t, "oid", "oid");
	column(t, "d", "text")->generated = expression("a || d");
	column(t, "e", "text")->default_value = expression("upper(a)");
	column(t, "f", "integer")->collation = "\"C\"";
	column(t, "g", "text")->collation = "\"C\"";
	column(t, "h", "varchar(3)[]")->collation = "\"C\"";
	assert_said(
		"2: column \"a\" is generated and has a default; leave one out\n"
		"3: column \"b\" has an identity and a default; leave one out\n"
		"4: column \"c\" has an identity and is generated; leave one out\n"
		"4: column \"c\" has an identity, but type \"text\"; an identity is a \"smallint\", an "
		"\"integer\" or a \"bigint\"\n"
		"4: column \"c\" has an identity and may be null; make the member a value, or add "
		"DB_NOT_NULL\n"
		"5: column \"ctid\" has a name that PostgreSQL keeps to itself; choose another with "
		"DB_COLUMN\n"
		"7: generated column \"d\" uses \"a\", which is generated itself; repeat its expression "
		"instead\n"
		"7: generated column \"d\" uses \"d\", which is generated itself; repeat its expression "
		"instead\n"
		"8: the default of column \"e\" mentions column \"a\"; a default sees no columns (a "
		"string constant stands between single quotes, DB_GENERATED sees the columns)\n"
		"9: column \"f\" has a collation, but type \"integer\" has none\n");
}

static void keys(void **state)
{
	(void)state;
	struct table *t = table("t");
	column(t, "a", "text");
	column(t, "b", "json!");
	column(t, "c", "integer!");
	constraint(t, "p1", "PRIMARY KEY (a)");
	constraint(t, "p2", "PRIMARY KEY (c)");
	constraint(t, "u1", "UNIQUE (b)");
	constraint(t, "u2", "UNIQUE (c, c)");
	assert_said(
		"2: column \"a\" is in the primary key of table \"t\" and may be null; make the "
		"member a value, or add DB_NOT_NULL\n"
		"6: table \"t\" has more than one primary key\n"
		"5: note: the first one is here\n"
		"7: column \"b\" cannot be in a key: values of type \"json\" have no order; use "
		"\"jsonb\"\n"
		"8: constraint \"u2\" names column \"c\" twice\n");
}

static void enums_and_domains(void **state)
{
	(void)state;
	struct enum_type *kind = enumeration("kind", "a");
	enumeration("none", NULL);
	struct label *twice = arena_new(&arena, struct label);
	begin(&twice->object, OBJECT_LABEL, "a");
	list_push(&arena, &kind->labels, twice);
	make_domain("d1", "text DEFAULT lower(x) CHECK (VALUE <> other) CONSTRAINT c CHECK (true) "
			  "CONSTRAINT c CHECK (false)");
	make_domain("d2", "d3");
	make_domain("d3", "d2");
	assert_said(
		"4: label \"a\" is declared twice\n"
		"2: note: the name is taken here\n"
		"3: enum \"none\" has no labels, so no value could have its type\n"
		"5: the default of domain \"d1\" mentions column \"x\"; a default sees no columns\n"
		"5: domain \"d1\" has no columns, only VALUE; it mentions \"other\"\n"
		"5: constraint \"c\" is declared twice in domain \"d1\"\n"
		"6: domain \"d2\" is built on itself\n"
		"7: domain \"d3\" is built on itself\n");
}

static void schemas(void **state)
{
	(void)state;
	make_schema("audit");
	make_schema("pg_mine");
	table("audti.log");
	table("nowhere_near.log");
	table("public.log");
	enumeration("audi.kind", "a");
	sequence("audits.s", "");
	make_domain("pg_catalog.d", "text");
	extension("pg_catalog.plpgsql");
	extension("ext.citext");
	assert_said(
		"2: schema \"pg_mine\": PostgreSQL keeps names that begin with \"pg_\" to itself\n"
		"11: extension \"citext\" is in schema \"ext\", which no model declares; declare it "
		"with DB_SCHEMA(ext)\n"
		"6: enum \"kind\" is in schema \"audi\", which no model declares; did you mean "
		"\"audit\"?\n"
		"9: domain \"d\" is in schema \"pg_catalog\", which no model declares; declare it with "
		"DB_SCHEMA(pg_catalog)\n"
		"3: table \"log\" is in schema \"audti\", which no model declares; did you mean "
		"\"audit\"?\n"
		"4: table \"log\" is in schema \"nowhere_near\", which no model declares; declare it "
		"with DB_SCHEMA(nowhere_near)\n"
		"8: sequence \"s\" is in schema \"audits\", which no model declares; did you mean "
		"\"audit\"?\n");
}

static void sequences_of_defaults(void **state)
{
	(void)state;
	sequence("numbers", "");
	struct table *t = table("t");
	column(t, "a", "integer")->default_value = expression("nextval('numbers')");
	column(t, "b", "integer")->default_value = expression("nextval('nubmers'::regclass)");
	column(t, "c", "integer")->default_value = expression("nextval('elsewhere.s')");
	column(t, "d", "integer")->default_value = expression("nextval('t_a_seq')");
	assert_said(
		"4: column \"b\" uses sequence or table \"nubmers\", which no model defines; did "
		"you mean \"numbers\"?\n"
		"6: column \"d\" uses sequence or table \"t_a_seq\", which no model defines\n");
}

static void too_many(void **state)
{
	(void)state;
	struct table *t = table("t");
	char wide[512] = "(";
	for (int i = 0; i < 1601; i++)
		column(t, arena_printf(&arena, "c%d", i), "integer");
	for (int i = 0; i < 33; i++)
		sprintf(wide + strlen(wide), "%sc%d", i ? ", " : "", i);
	make_index(t, "wide", strcat(wide, ")"));
	assert_said("1: table \"t\" has 1601 columns; PostgreSQL holds at most 1600\n"
		    "1603: index \"wide\" has 33 columns; PostgreSQL takes at most 32\n");
}

/* Ten thousand tables that know each other: nothing may be quadratic. */
static void many_tables(void **state)
{
	(void)state;
	enum { MANY = 10000 };
	for (int i = 0; i < MANY; i++) {
		struct table *t = table(arena_printf(&arena, "table_%d", i));
		column(t, "id", "bigint!");
		column(t, "other", "bigint");
		constraint(t, arena_printf(&arena, "table_%d_pkey", i), "PRIMARY KEY (id)");
		struct constraint *reference = constraint(t, arena_printf(&arena, "f%d", i),
			arena_printf(&arena, "FOREIGN KEY (other) REFERENCES table_%d (id)",
				i * 7919 % MANY));
		struct index *made = arena_new(&arena, struct index);
		struct sql_error error;
		made->object.kind = OBJECT_INDEX;
		assert_true(sql_index(&arena, "(other)", made, &error));
		made->object.name.name = name_index(&arena, &schema, t, made);
		table_add_index(&schema, t, made);
		assert_non_null(reference);
	}
	assert_said("");
	struct schema copy;
	schema_copy(&copy, &schema, &arena);
	assert_int_equal(copy.tables.count, MANY);
	for (int i = 0; i < MANY; i++)
		assert_true(object_equal(
			&copy.tables.items[i]->object, &schema.tables.items[i]->object));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_sound_schema, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unknown_columns, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unknown_tables, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unknown_types, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_taken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_too_long, set_up, tear_down),
		cmocka_unit_test_setup_teardown(references_that_fit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(references_to_unlogged_tables, set_up, tear_down),
		cmocka_unit_test_setup_teardown(references_that_do_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(columns_in_themselves, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keys, set_up, tear_down),
		cmocka_unit_test_setup_teardown(enums_and_domains, set_up, tear_down),
		cmocka_unit_test_setup_teardown(schemas, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sequences_of_defaults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(too_many, set_up, tear_down),
		cmocka_unit_test_setup_teardown(many_tables, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
