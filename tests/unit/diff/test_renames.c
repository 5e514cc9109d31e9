/* Which new object is an old one: DB_WAS, --rename, moves, questions. */
#include "diff/diff.h"

#include <stdio.h>
#include <string.h>

#include "support/cmocka_all.h"
#include "support/models.h"
#include "support/nameless.h"

static struct arena arena;

struct outcome {
	bool good;
	const char *renames;   /* "table a>b, column b.x>y" */
	const char *questions; /* the same with "?" */
	const char *error;     /* the first one; NULL */
	struct renames list;
};

static const char *path(struct qualified table, struct qualified name)
{
	const char *text = qualified_text(&arena, name);
	return table.name ? arena_printf(&arena, "%s.%s", qualified_text(&arena, table), text)
			  : text;
}

static const char *rename_list(const struct renames *renames)
{
	const char *all = "";
	list_each (const struct rename *, rename, renames)
		all = arena_printf(&arena, "%s%s%s %s>%s", all, *all ? ", " : "",
			object_kind_name(rename->kind), path(rename->table, rename->from),
			qualified_text(&arena, rename->to));
	return all;
}

static struct outcome search_between(
	const struct schema *old, const struct schema *new, const struct rename_options *options)
{
	assert_non_null(old);
	assert_non_null(new);
	struct outcome outcome = {.questions = ""};
	struct rename_questions questions = {0};
	struct diag diag;
	diag_init(&diag, &arena);
	outcome.good = diff_renames(&arena, old, new, options, &outcome.list, &questions, &diag);
	outcome.renames = rename_list(&outcome.list);
	list_each (const struct rename_question *, question, &questions)
		outcome.questions = arena_printf(&arena, "%s%s%s %s>%s?", outcome.questions,
			*outcome.questions ? ", " : "", object_kind_name(question->kind),
			path(question->table, question->dropped->name),
			qualified_text(&arena, question->created->name));
	if (diag.errors)
		outcome.error = diag.list.items[0].message;
	return outcome;
}

static struct outcome search(const char *from, const char *to, const struct rename_options *options)
{
	return search_between(
		models_from_text(&arena, from), models_from_text(&arena, to), options);
}

static void finds(const char *from, const char *to, const char *renames)
{
	struct rename_options none = {0};
	struct outcome outcome = search(from, to, &none);
	assert_string_equal(outcome.renames, renames);
	assert_string_equal(outcome.questions, "");
	assert_null(outcome.error);
	assert_true(outcome.good);
}

static void fails(const char *from, const char *to, const char *error)
{
	struct rename_options none = {0};
	struct outcome outcome = search(from, to, &none);
	assert_false(outcome.good);
	assert_non_null(outcome.error);
	if (!strstr(outcome.error, error))
		fail_msg("\"%s\" does not say \"%s\"", outcome.error, error);
}

static void asks(const char *from, const char *to, const char *questions)
{
	struct rename_options none = {0}, never = {.never = true};
	struct outcome outcome = search(from, to, &none);
	assert_string_equal(outcome.questions, questions);
	assert_string_equal(outcome.renames, "");
	assert_false(outcome.good);
	outcome = search(from, to, &never);
	assert_true(outcome.good);
	assert_string_equal(outcome.renames, "");
}

#define ID "int64_t id DB_PRIMARY_KEY; "

static void test_was_is_a_rename(void **state)
{
	(void)state;
	finds("struct a { " ID "char *x; } DB_TABLE(a);",
		"struct b { " ID "char *y DB_WAS(x); } DB_TABLE(b) DB_WAS(a);",
		"table a>b, column b.x>y");
	finds("enum k { K_A, K_B } DB_ENUM(k);",
		"enum l { K_C DB_WAS(a), K_B } DB_ENUM(l) DB_WAS(k);", "enum k>l, label l.a>c");
	finds("typedef char *d DB_DOMAIN(d, \"text\"); DB_SEQUENCE(s);",
		"typedef char *e DB_DOMAIN(e, \"text\") DB_WAS(d); DB_SEQUENCE(t) DB_WAS(s);",
		"domain d>e, sequence s>t");
}

static void test_was_that_has_been_done_is_silent(void **state)
{
	(void)state;
	finds("struct a { " ID "} DB_TABLE(a);", "struct a { " ID "} DB_TABLE(a) DB_WAS(gone);",
		"");
	/* Another object has the old name by now, and goes. */
	finds("struct b { " ID "} DB_TABLE(b) DB_WAS(a); struct a { bool x; } DB_TABLE(a);",
		"struct b { " ID "} DB_TABLE(b) DB_WAS(a);", "");
	/* Nothing there at all: a first revision of models that have a history. */
	finds("", "struct b { " ID "} DB_TABLE(b) DB_WAS(a);", "");
}

static void test_was_that_still_stands_is_an_error(void **state)
{
	(void)state;
	fails("struct a { " ID "char *x; } DB_TABLE(a);",
		"struct a { " ID "char *x; char *y DB_WAS(x); } DB_TABLE(a);",
		"column \"y\" was \"x\", but \"x\" is still declared");
}

static void test_misspelt_was_is_an_error(void **state)
{
	(void)state;
	fails("struct a { " ID "} DB_TABLE(customers);",
		"struct a { " ID "} DB_TABLE(clients) DB_WAS(custmers);",
		"did you mean \"customers\"?");
}

static void test_two_cannot_have_been_one(void **state)
{
	(void)state;
	fails("struct a { " ID "char *x; } DB_TABLE(a);",
		"struct a { " ID "char *y DB_WAS(x); char *z DB_WAS(x); } DB_TABLE(a);",
		"only one of them");
}

static void test_chain(void **state)
{
	(void)state;
	const char *before = "struct t { " ID "int32_t a; int32_t b; int32_t c; } DB_TABLE(t);";
	const char *after = "struct t { " ID "int32_t b DB_WAS(a); int32_t c DB_WAS(b); "
			    "int32_t d DB_WAS(c); } DB_TABLE(t);";
	finds(before, after, "column t.a>b, column t.b>c, column t.c>d");
	finds(after, after, "");
	finds("struct t { " ID "int32_t b; int32_t c; int32_t d; } DB_TABLE(t);", after, "");
}

static void test_exchange_is_told_by_shape(void **state)
{
	(void)state;
	const char *after =
		"struct t { " ID "int32_t a DB_WAS(b); char *b DB_WAS(a); } DB_TABLE(t);";
	finds("struct t { " ID "char *a; int32_t b; } DB_TABLE(t);", after,
		"column t.b>a, column t.a>b");
	finds("struct t { " ID "int32_t a; char *b; } DB_TABLE(t);", after, "");
}

/* A header without DB_WAS has not exchanged them; of a database nobody knows. */
static void test_exchange_of_like_shapes(void **state)
{
	(void)state;
	const char *before = "struct t { " ID "char *a; char *b; } DB_TABLE(t);";
	const char *after = "struct t { " ID "char *a DB_WAS(b); char *b DB_WAS(a); } DB_TABLE(t);";
	finds(before, after, "column t.b>a, column t.a>b");
	finds(after, after, "");
	finds("struct a { " ID "} DB_TABLE(a); struct b { " ID "} DB_TABLE(b);",
		"struct a { " ID "} DB_TABLE(a) DB_WAS(b); struct b { " ID
		"} DB_TABLE(b) DB_WAS(a);",
		"table b>a, table a>b");
	struct schema *old = nameless_from_text(&arena, before);
	struct schema *new = models_from_text(&arena, after);
	struct outcome outcome = search_between(old, new, &(struct rename_options){0});
	assert_false(outcome.good);
	assert_non_null(strstr(outcome.error, "remove DB_WAS where the exchange has been made"));
}

static void test_name_of_a_dropped_one_is_taken(void **state)
{
	(void)state;
	finds("struct t { " ID "int32_t price; char *price_new; } DB_TABLE(t);",
		"struct t { " ID "char *price DB_WAS(price_new); } DB_TABLE(t);",
		"column t.price_new>price");
}

static void test_moves_need_no_question(void **state)
{
	(void)state;
	finds("struct t { " ID "char *x; } DB_TABLE(t);",
		"DB_SCHEMA(audit); struct t { " ID "char *x; } DB_TABLE(audit.t);",
		"table t>audit.t");
	finds("DB_SCHEMA(a); enum k { K_A } DB_ENUM(a.k);", "enum k { K_A } DB_ENUM(k);",
		"enum a.k>k");
	finds("DB_SCHEMA(a); struct t { " ID "} DB_TABLE(a.old);",
		"DB_SCHEMA(a); struct t { " ID "} DB_TABLE(fresh) DB_WAS(a.old);",
		"table a.old>fresh");
}

static void test_like_shapes_are_asked_about(void **state)
{
	(void)state;
	asks("struct a { " ID "char *x; bool y; } DB_TABLE(a);",
		"struct b { " ID "char *x; } DB_TABLE(b);", "table a>b?");
	asks("struct t { " ID "char *phone; } DB_TABLE(t);",
		"struct t { " ID "char *telephone; } DB_TABLE(t);", "column t.phone>telephone?");
	asks("struct t { " ID "int32_t n; } DB_TABLE(t);",
		"struct t { " ID "int64_t m; } DB_TABLE(t);", "column t.n>m?");
	asks("enum k { K_A, K_B } DB_ENUM(k);", "enum k { K_A, K_C } DB_ENUM(k);", "label k.b>c?");
}

static void test_unlike_shapes_are_not(void **state)
{
	(void)state;
	finds("struct a { bool p; char *x; char *y; } DB_TABLE(a);",
		"struct b { " ID "int64_t z; } DB_TABLE(b);", "");
	finds("struct t { " ID "db_uuid x; } DB_TABLE(t);",
		"struct t { " ID "bool y; } DB_TABLE(t);", "");
}

static void test_pairs(void **state)
{
	(void)state;
	struct rename_options options = {0};
	list_push(&arena, &options.pairs, "a=b");
	list_push(&arena, &options.pairs, "a.x=b.y");
	list_push(&arena, &options.pairs, "k.p=q");
	struct outcome outcome =
		search("enum k { K_P, K_R } DB_ENUM(k); struct a { " ID "char *x; } DB_TABLE(a);",
			"enum k { K_Q, K_R } DB_ENUM(k); struct b { " ID "char *y; } DB_TABLE(b);",
			&options);
	assert_true(outcome.good);
	assert_string_equal(outcome.renames, "table a>b, column b.x>y, label k.p>q");

	struct renames back = {0};
	renames_reverse(&arena, &outcome.list, &back);
	assert_string_equal(rename_list(&back), "table b>a, column a.y>x, label k.q>p");
}

static void test_pair_that_names_nothing(void **state)
{
	(void)state;
	struct rename_options options = {0};
	list_push(&arena, &options.pairs, "a=c");
	struct outcome outcome = search(
		"struct a { " ID "} DB_TABLE(a);", "struct b { " ID "} DB_TABLE(b);", &options);
	assert_false(outcome.good);
	assert_non_null(strstr(outcome.error, "--rename \"a=c\" names nothing"));
	options.pairs.items[0] = "a";
	outcome = search("", "", &options);
	assert_non_null(strstr(outcome.error, "not of the form OLD=NEW"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_was_is_a_rename),
		cmocka_unit_test(test_was_that_has_been_done_is_silent),
		cmocka_unit_test(test_was_that_still_stands_is_an_error),
		cmocka_unit_test(test_misspelt_was_is_an_error),
		cmocka_unit_test(test_two_cannot_have_been_one),
		cmocka_unit_test(test_chain),
		cmocka_unit_test(test_exchange_is_told_by_shape),
		cmocka_unit_test(test_exchange_of_like_shapes),
		cmocka_unit_test(test_name_of_a_dropped_one_is_taken),
		cmocka_unit_test(test_moves_need_no_question),
		cmocka_unit_test(test_like_shapes_are_asked_about),
		cmocka_unit_test(test_unlike_shapes_are_not),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_pair_that_names_nothing),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_finish(&arena);
	return failed;
}
