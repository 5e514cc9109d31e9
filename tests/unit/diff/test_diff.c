/* Two schemas compared: the list of changes, in words. */
#include "diff/diff.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/models.h"

static struct arena arena;

/* The changes, a line each. */
static const char *changes(const char *from, const char *to)
{
	struct schema *old = models_from_text(&arena, from), *new = models_from_text(&arena, to);
	assert_non_null(old);
	assert_non_null(new);
	struct rename_options options = {0};
	struct renames renames = {0};
	struct rename_questions questions = {0};
	struct diag diag;
	diag_init(&diag, &arena);
	assert_true(diff_renames(&arena, old, new, &options, &renames, &questions, &diag));
	struct diff diff;
	diff_schemas(&arena, old, new, &renames, &diff);
	const char *text = "";
	list_each (const struct change *, change, &diff.changes)
		text = arena_printf(&arena, "%s%s\n", text, change_text(&arena, change));
	return text;
}

static const char shop[] =
	"enum kind { KIND_PERSON, KIND_FIRM } DB_ENUM(kind);\n"
	"typedef char *email DB_DOMAIN(email, \"text CHECK (VALUE LIKE '%@%')\");\n"
	"DB_SEQUENCE(numbers);\n"
	"/** Who buys. */\n"
	"struct customer {\n"
	"  int64_t id DB_PRIMARY_KEY DB_IDENTITY;\n"
	"  char name[11] DB_UNIQUE;\n"
	"  enum kind kind DB_DEFAULT(\"'person'\");\n"
	"  int32_t twice DB_GENERATED(\"length(name) * 2\");\n"
	"  email email DB_NULL DB_CHECK(\"email <> 'a@b'\");\n"
	"} DB_TABLE(customers) DB_INDEX(\"(kind)\");\n";

static void test_same_is_no_change(void **state)
{
	(void)state;
	assert_string_equal(changes(shop, shop), "");
	assert_string_equal(changes("struct a { int32_t x; } DB_TABLE(a);",
				    "struct b { int y DB_COLUMN(x); } DB_TABLE(a);"),
		"");
}

static void test_everything_created_in_order(void **state)
{
	(void)state;
	assert_string_equal(changes("", shop), "create enum kind\n"
					       "create domain email\n"
					       "create sequence numbers\n"
					       "create table customers\n");
	assert_string_equal(changes(shop, ""), "drop enum kind\n"
					       "drop domain email\n"
					       "drop sequence numbers\n"
					       "drop table customers\n");
}

static void test_each_attribute(void **state)
{
	(void)state;
	static const char other[] =
		"enum kind { KIND_PERSON, KIND_STATE, KIND_FIRM } DB_ENUM(kind);\n"
		"typedef char *email DB_DOMAIN(email, \"varchar(99) DEFAULT 'x@y' NOT NULL "
		"CHECK (VALUE LIKE '_%@%')\");\n"
		"DB_SEQUENCE(numbers, \"START 5\");\n"
		"/** Who pays. */\n"
		"struct customer {\n"
		"  int64_t id DB_PRIMARY_KEY DB_IDENTITY_ALWAYS;\n"
		"  char name[21] DB_NULL DB_UNIQUE DB_COLLATE(\"C\");\n"
		"  enum kind kind DB_DEFAULT(\"'firm'\");\n"
		"  int32_t twice DB_GENERATED(\"length(name) + 2\");\n"
		"  email email DB_NULL DB_CHECK(\"email <> 'c@d'\");\n"
		"} DB_TABLE(customers) DB_INDEX(\"(kind)\");\n";
	assert_string_equal(changes(shop, other),
		"alter enum kind: labels person, firm -> person, state, firm\n"
		"alter domain email: type text -> varchar(99)\n"
		"alter domain email: null null -> not null\n"
		"alter domain email: default none -> 'x@y'\n"
		"alter constraint email.email_check: definition CHECK (value LIKE '%@%') -> "
		"CHECK (value LIKE '_%@%')\n"
		"alter sequence numbers: options as bigint start 1 increment 1 minvalue 1 maxvalue "
		"9223372036854775807 cache 1 -> as bigint start 5 increment 1 minvalue 1 maxvalue "
		"9223372036854775807 cache 1\n"
		"alter table customers: comment \"Who buys.\" -> \"Who pays.\"\n"
		"alter column customers.id: identity by default -> always\n"
		"alter column customers.name: type varchar(10) -> varchar(20) collate \"C\"\n"
		"alter column customers.name: null not null -> null\n"
		"alter column customers.kind: default 'person' -> 'firm'\n"
		"alter column customers.twice: generated length(name) * 2 -> length(name) + 2\n"
		"alter constraint customers.customers_email_check: definition CHECK (email <> "
		"'a@b') -> CHECK (email <> 'c@d')\n");
}

static void test_each_attribute_of_tables(void **state)
{
	(void)state;
	static const char plain[] = "struct a { int32_t x; } DB_TABLE(a);";
	static const char other[] =
		"struct a { int32_t x; } DB_TABLE(a) DB_UNLOGGED DB_ROW_SECURITY "
		"DB_WITH(\"fillfactor=70, autovacuum_enabled=off\");";
	assert_string_equal(changes(plain, other),
		"alter table a: persistence logged -> unlogged\n"
		"alter table a: storage parameters none -> autovacuum_enabled = false, fillfactor = "
		"70\n"
		"alter table a: row security disabled -> enabled\n");
	assert_string_equal(changes(other, plain),
		"alter table a: persistence unlogged -> logged\n"
		"alter table a: storage parameters autovacuum_enabled = false, fillfactor = 70 -> "
		"none\n"
		"alter table a: row security enabled -> disabled\n");
	assert_string_equal(
		changes(other, "struct a { int32_t x; } DB_TABLE(a) DB_UNLOGGED DB_ROW_SECURITY "
			       "DB_WITH(\"AUTOVACUUM_ENABLED = 'no', fillfactor = 70\");"),
		"");
}

static void test_contents_come_and_go(void **state)
{
	(void)state;
	assert_string_equal(changes("struct a { int64_t x DB_PRIMARY_KEY; bool y; } DB_TABLE(a) "
				    "DB_INDEX(i, \"(y)\") DB_CONSTRAINT(c, \"CHECK (y)\");",
				    "struct a { int64_t x; db_date z DB_UNIQUE; } DB_TABLE(a) "
				    "DB_UNIQUE_INDEX(j, \"(z, x)\");"),
		"create column a.z\n"
		"drop column a.y\n"
		"create constraint a.a_z_key\n"
		"drop constraint a.a_pkey\n"
		"drop constraint a.c\n"
		"create index a.j\n"
		"drop index a.i\n");
}

/* What the server renames by itself is no difference; what it does not rename is renamed. */
static void test_rename_takes_its_names_along(void **state)
{
	(void)state;
	static const char before[] =
		"struct customer { int64_t id DB_PRIMARY_KEY DB_IDENTITY; char *mail DB_UNIQUE;\n"
		"  int32_t n DB_TYPE(\"serial\"); int64_t up DB_NULL DB_REFERENCES(customers); }\n"
		"DB_TABLE(customers) DB_INDEX(\"(lower(mail))\");\n"
		"struct o { int64_t c DB_REFERENCES(customers, id); } DB_TABLE(orders);\n";
	static const char after[] =
		"struct client { int64_t id DB_PRIMARY_KEY DB_IDENTITY;\n"
		"  char *email DB_UNIQUE DB_WAS(mail);\n"
		"  int32_t n DB_TYPE(\"serial\"); int64_t up DB_NULL DB_REFERENCES(clients); }\n"
		"DB_TABLE(clients) DB_WAS(customers) DB_INDEX(\"(lower(email))\");\n"
		"struct o { int64_t c DB_REFERENCES(clients, id); } DB_TABLE(orders);\n";
	assert_string_equal(changes(before, after),
		"rename table customers -> clients\n"
		"rename column clients.mail -> email\n"
		"rename sequence customers_n_seq -> clients_n_seq\n"
		"rename sequence customers_id_seq -> clients_id_seq\n"
		"rename constraint clients.customers_pkey -> clients_pkey\n"
		"rename constraint clients.customers_mail_key -> clients_email_key\n"
		"rename constraint clients.customers_up_fkey -> clients_up_fkey\n"
		"rename index clients.customers_lower_idx -> clients_lower_idx\n");
}

static void test_exchange_goes_through_a_third_name(void **state)
{
	(void)state;
	assert_string_equal(changes("struct t { int32_t a; char *b; } DB_TABLE(t);",
				    "struct t { char *a DB_WAS(b); int32_t b DB_WAS(a); } "
				    "DB_TABLE(t);"),
		"rename column t.b -> b_old\n"
		"rename column t.a -> b\n"
		"rename column t.b_old -> a\n");
}

static void test_chain_goes_from_its_end(void **state)
{
	(void)state;
	assert_string_equal(changes("struct t { int32_t a; int32_t b; } DB_TABLE(t);",
				    "struct t { int32_t b DB_WAS(a); int32_t c DB_WAS(b); } "
				    "DB_TABLE(t);"),
		"rename column t.b -> c\n"
		"rename column t.a -> b\n");
}

static void test_dropped_steps_aside(void **state)
{
	(void)state;
	assert_string_equal(changes("struct t { bool a; int32_t b; } DB_TABLE(t);",
				    "struct t { int32_t a DB_WAS(b); } DB_TABLE(t);"),
		"rename column t.a -> a_old\n"
		"rename column t.b -> a\n"
		"drop column t.a_old\n");
}

/* The server keeps a renamed label where it is used, so only what says it otherwise differs. */
static void test_renamed_label_is_renamed_in_expressions(void **state)
{
	(void)state;
	static const char before[] =
		"enum k { K_A, K_B } DB_ENUM(k);\n"
		"struct t { enum k k DB_DEFAULT(\"'a'\") DB_CHECK(\"k <> 'b'\");\n"
		"  enum k *l DB_TYPE(\"k[]\") DB_DEFAULT(\"'{a,b}'\"); char *s DB_DEFAULT(\"'a'\"); }\n"
		"DB_TABLE(t);\n";
	static const char after[] =
		"enum k { K_X DB_WAS(a), K_B } DB_ENUM(k);\n"
		"struct t { enum k k DB_DEFAULT(\"'x'\") DB_CHECK(\"k <> 'b'\");\n"
		"  enum k *l DB_TYPE(\"k[]\") DB_DEFAULT(\"'{x,b}'\"); char *s DB_DEFAULT(\"'a'\"); }\n"
		"DB_TABLE(t);\n";
	assert_string_equal(changes(before, after), "rename label k.a -> x\n");
}

static void test_move_takes_owned_sequences_along(void **state)
{
	(void)state;
	assert_string_equal(
		changes("DB_SCHEMA(s); struct t { int32_t a DB_TYPE(\"serial\"); } DB_TABLE(t);",
			"DB_SCHEMA(s); struct t { int32_t a DB_TYPE(\"serial\"); } DB_TABLE(s.t);"),
		"rename table t -> s.t\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_is_no_change),
		cmocka_unit_test(test_everything_created_in_order),
		cmocka_unit_test(test_each_attribute),
		cmocka_unit_test(test_each_attribute_of_tables),
		cmocka_unit_test(test_contents_come_and_go),
		cmocka_unit_test(test_rename_takes_its_names_along),
		cmocka_unit_test(test_exchange_goes_through_a_third_name),
		cmocka_unit_test(test_chain_goes_from_its_end),
		cmocka_unit_test(test_dropped_steps_aside),
		cmocka_unit_test(test_renamed_label_is_renamed_in_expressions),
		cmocka_unit_test(test_move_takes_owned_sequences_along),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
