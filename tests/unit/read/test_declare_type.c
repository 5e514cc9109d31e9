/* gen/read/declare_type.c: enums, domains, and the objects without a struct. */
#include "support/reading.h"

#include "support/cmocka_all.h"

static void labels(void **state)
{
	(void)state;
	assert_schema("enum a { MOOD_SAD, MOOD_SO_SO, MOOD_HAPPY } DB_ENUM(a);\n"
		      "enum b { RED, GREEN } DB_ENUM(b);\n"
		      "enum c { STATE_ON_A, STATE_ON_B, STATE_COUNT DB_IGNORE } DB_ENUM(c);\n"
		      "enum d { ORDER_OPEN } DB_ENUM(d);\n"
		      "enum e { ALONE } DB_ENUM(e);\n"
		      "enum f { X, X_Y } DB_ENUM(f);\n"
		      "enum g { X_, X_Z } DB_ENUM(g);\n"
		      "enum h { CarFast, CarSlow } DB_ENUM(h);\n"
		      "enum i { I_A = 4, I_B = 2, I_C = I_A } DB_ENUM(i);\n"
		      "enum j { J_1, J_2X } DB_ENUM(j);\n",
		"enum a (enum a)\n  MOOD_SAD 'sad'\n  MOOD_SO_SO 'so_so'\n  MOOD_HAPPY 'happy'\n"
		"enum b (enum b)\n  RED 'red'\n  GREEN 'green'\n"
		"enum c (enum c)\n  STATE_ON_A 'a'\n  STATE_ON_B 'b'\n"
		"enum d (enum d)\n  ORDER_OPEN 'open'\n"
		"enum e (enum e)\n  ALONE 'alone'\n"
		"enum f (enum f)\n  X 'x'\n  X_Y 'x_y'\n"
		"enum g (enum g)\n  X_ 'x_'\n  X_Z 'x_z'\n"
		"enum h (enum h)\n  CarFast 'carfast'\n  CarSlow 'carslow'\n"
		"enum i (enum i)\n  I_A 'a'\n  I_B 'b'\n  I_C 'c'\n"
		"enum j (enum j)\n  J_1 '1'\n  J_2X '2x'\n");
}

static void labels_that_are_given(void **state)
{
	(void)state;
	assert_schema("enum a { A_NONE DB_LABEL(\"n/a\") DB_WAS(\"none\"), A_YES DB_WAS(ja), A_NO "
		      "DB_LABEL(Nein) = 7 } DB_ENUM(a) DB_WAS(old.a);\n",
		"enum a (enum a) was old.a\n"
		"  A_NONE 'n/a' was none\n"
		"  A_YES 'yes' was ja\n"
		"  A_NO 'Nein'\n");
}

static void names_of_enums(void **state)
{
	(void)state;
	assert_schema("enum a { A_X } DB_ENUM(s.a);\n"
		      "enum b { B_X } DB_IN_SCHEMA(s) DB_ENUM(\"b b\");\n"
		      "typedef enum { C_X } c DB_ENUM(cs);\n"
		      "typedef enum { D_X } DB_ENUM(ds) d;\n"
		      "typedef enum e { E_X } e_type DB_ENUM(es) DB_WAS(old);\n"
		      "enum { F_X } DB_ENUM(\"f-s\");\n",
		"enum s.a (enum a)\n  A_X 'x'\n"
		"enum s.b b (enum b)\n  B_X 'x'\n"
		"enum cs (enum c)\n  C_X 'x'\n"
		"enum ds (enum d)\n  D_X 'x'\n"
		"enum es (enum e) was old\n  E_X 'x'\n"
		"enum f-s (enum f_s)\n  F_X 'x'\n");
}

static void domains(void **state)
{
	(void)state;
	assert_schema("typedef char *mail DB_DOMAIN(email, \"text CHECK (VALUE ~ '@')\");\n"
		      "typedef int32_t cents DB_DOMAIN(cents, \"int not null default 0 constraint "
		      "positive check (value>=0)\") DB_IN_SCHEMA(shop) DB_WAS(shop.pence);\n"
		      "typedef char code[9] DB_DOMAIN(codes.code, \"varchar(8)\");\n"
		      "typedef struct { int a; } pair DB_DOMAIN(pair, \"point\");\n"
		      "typedef mail mail2 DB_DOMAIN(mail2, \"email\");\n",
		"domain email text email_check CHECK (value ~ '@') (char *mail = text)\n"
		"domain shop.cents integer not null default 0 positive CHECK (value >= 0) (int32_t "
		"cents = integer) was shop.pence\n"
		"domain codes.code varchar(8) (char code[9] = varchar(8))\n"
		"domain pair point (char *pair = text)\n"
		"domain mail2 email (mail mail2 = email)\n");
}

static void objects(void **state)
{
	(void)state;
	assert_schema("DB_SCHEMA(audit); DB_SCHEMA(\"two words\");\n"
		      "DB_EXTENSION(citext); DB_EXTENSION(\"uuid-ossp\", \"\");\n"
		      "DB_EXTENSION(postgis, \"schema gis version '3.4.0'\");\n"
		      "DB_SEQUENCE(numbers);\n"
		      "DB_SEQUENCE(s.n, \"AS integer START 10 INCREMENT 5 OWNED BY s.t.c\") "
		      "DB_WAS(s.old) DB_COMMENT(\"c\");\n",
		"schema audit\n"
		"schema two words\n"
		"extension citext any\n"
		"extension uuid-ossp any\n"
		"extension gis.postgis 3.4.0\n"
		"sequence numbers bigint from 1 by 1\n"
		"sequence s.n integer from 10 by 5 of s.t.c was s.old -- \"c\"\n");
}

static void wrong_types(void **state)
{
	(void)state;
	assert_said("enum a { A_X DB_WAS(b) } DB_IN_SCHEMA(s);\n"
		    "enum b { B_X DB_LABEL() } DB_ENUM(s.b) DB_IN_SCHEMA(t) DB_TABLE(b);\n"
		    "typedef int c DB_IN_SCHEMA(s);\n"
		    "typedef int d DB_DOMAIN(d, \"int CHECK (VALUE >\") DB_TYPE(\"int\");\n"
		    "typedef int e DB_DOMAIN(e, \"int\") DB_DOMAIN(f, \"int\");\n"
		    "typedef int g DB_TYPE(\"in t (\");\n",
		"models.h:3:14: error: DB_LABEL lacks an argument; write DB_LABEL(name)\n"
		"models.h:2:26: error: DB_IN_SCHEMA is of no use without DB_ENUM(name); add it\n"
		"models.h:3:56: error: DB_TABLE cannot stand here; it belongs after the closing "
		"brace of a struct that is a table\n"
		"models.h:3:40: error: the schema is said twice, here and in DB_ENUM; take one of "
		"them out\n"
		"models.h:4:15: error: DB_IN_SCHEMA is of no use without DB_DOMAIN(name, \"…\"); "
		"add it\n"
		"models.h:5:50: error: DB_DOMAIN says the type already; take DB_TYPE out\n"
		"models.h:5:47: error: DB_DOMAIN: syntax error at end of input\n"
		"models.h:6:35: error: DB_DOMAIN stands here twice; take one of them out\n"
		"models.h:7:24: error: DB_TYPE: syntax error at or near \"in\"\n");
}

static void wrong_objects(void **state)
{
	(void)state;
	assert_said("DB_SCHEMA(a.b);\n"
		    "DB_SCHEMA(a) DB_WAS(b);\n"
		    "DB_EXTENSION(e) DB_PRIMARY_KEY;\n"
		    "DB_EXTENSION(f, \"CASCADE\"); DB_EXTENSION(g, \"VERSION\");\n"
		    "DB_SEQUENCE(s, \"START WITH x\"); DB_SEQUENCE(t, \"INCREMENT 0\");\n"
		    "DB_SEQUENCE() DB_WAS(a);\n",
		"models.h:2:11: error: argument 1 of DB_SCHEMA must be a name, bare or between "
		"double quotes; write DB_SCHEMA(name)\n"
		"models.h:7:1: error: DB_SEQUENCE lacks an argument; write DB_SEQUENCE(name, "
		"\"…\")\n"
		"models.h:3:14: error: DB_WAS cannot stand after DB_SCHEMA, which has no other name "
		"to come from; take it out\n"
		"models.h:4:17: error: DB_PRIMARY_KEY cannot stand here; it belongs after a member "
		"of a struct that is a table\n"
		"models.h:5:18: error: DB_EXTENSION: an extension's model has no option "
		"\"cascade\"; say SCHEMA and VERSION\n"
		"models.h:5:53: error: DB_EXTENSION: syntax error at end of input\n"
		"models.h:6:28: error: DB_SEQUENCE: syntax error at or near \"x\"\n"
		"models.h:6:49: error: DB_SEQUENCE: a sequence cannot step by 0\n");
}

static void words_of_revisions(void **state)
{
	(void)state;
	assert_said("DB_REVISION(0001_a, \"a\");\nDB_COMPATIBILITY(additive);\n"
		    "DB_HAZARD(loses-data, \"x\");\nDB_DROPPED(table, t);\n",
		"models.h:2:1: error: a model cannot say what revisions say; take it out, or name "
		"the migrations folder instead of this header\n"
		"models.h:3:1: error: a model cannot say what revisions say; take it out, or name "
		"the migrations folder instead of this header\n"
		"models.h:4:1: error: a model cannot say what revisions say; take it out, or name "
		"the migrations folder instead of this header\n"
		"models.h:5:1: error: a model cannot say what revisions say; take it out, or name "
		"the migrations folder instead of this header\n");
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
		cmocka_unit_test(labels),
		cmocka_unit_test(labels_that_are_given),
		cmocka_unit_test(names_of_enums),
		cmocka_unit_test(domains),
		cmocka_unit_test(objects),
		cmocka_unit_test(wrong_types),
		cmocka_unit_test(wrong_objects),
		cmocka_unit_test(words_of_revisions),
	};
	return cmocka_run_group_tests(tests, set_up, NULL);
}
