/* gen/import/c_names.c: what SQL's names look like in C. */
#include "import/c_names.h"

#include <string.h>

#include "support/cmocka_all.h"

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

static void what_c_can_spell_stays(void **state)
{
	(void)state;
	assert_string_equal(c_identifier(&arena, "customers"), "customers");
	assert_string_equal(c_identifier(&arena, "userId"), "userId");
	assert_string_equal(c_identifier(&arena, "_prisma_2"), "_prisma_2");
	assert_string_equal(c_identifier(&arena, "a__b_"), "a__b_");
}

static void the_rest_is_spelt_as_far_as_it_goes(void **state)
{
	(void)state;
	assert_string_equal(c_identifier(&arena, "order date"), "order_date");
	assert_string_equal(c_identifier(&arena, "say \"hi\"\n"), "say_hi");
	assert_string_equal(c_identifier(&arena, "größe"), "grosse");
	assert_string_equal(c_identifier(&arena, "Ünïcôdé"), "Unicode");
	assert_string_equal(c_identifier(&arena, "žluťoučký kůň İıœ"), "zlutoucky_kun_Iioe");
	assert_string_equal(c_identifier(&arena, "цена"), "");
	assert_string_equal(c_identifier(&arena, "цена net"), "net");
	assert_string_equal(c_identifier(&arena, "2fa"), "_2fa");
	assert_string_equal(c_identifier(&arena, "a - b"), "a_b");
	assert_string_equal(c_identifier(&arena, "a _b"), "a_b");
	assert_string_equal(c_identifier(&arena, "\xc3"), "");
	assert_string_equal(c_identifier(&arena, ""), "");
}

static void words_stand_apart(void **state)
{
	(void)state;
	assert_string_equal(c_lower(&arena, "OrderItem"), "order_item");
	assert_string_equal(c_lower(&arena, "APIKey"), "api_key");
	assert_string_equal(c_lower(&arena, "ORDERS"), "orders");
	assert_string_equal(c_lower(&arena, "Md5Hash"), "md5_hash");
	assert_string_equal(c_lower(&arena, "Order_Item"), "order_item");
	assert_string_equal(c_lower(&arena, "3rd"), "_3rd");
	assert_string_equal(c_upper(&arena, "inProgress"), "IN_PROGRESS");
	assert_string_equal(c_upper(&arena, "so-so"), "SO_SO");
	assert_string_equal(c_upper(&arena, "10"), "10");
	assert_string_equal(c_upper(&arena, "+"), "");
}

static void what_others_have(void **state)
{
	(void)state;
	static const char *const keywords[] = {"_Alignas", "alignas", "class", "db_xml", "errno",
		"int64_t", "new", "xor_eq", "while", "template", "linux"};
	static const char *const types[] = {"FILE", "stat", "time_t", "winsize", "int"};
	static const char *const functions[] = {"abort", "time", "index", "write", "yn"};
	static const char *const enumerators[] = {"LOG_DEBUG", "SIZE_MAX", "EXIT_SUCCESS",
		"DB_NULL", "INT8_WIDTH", "CHAR_BIT", "SIG_INT", "WORD_BIT", "AF_INET"};
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		assert_true(c_is_keyword(keywords[i]));
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		assert_true(c_is_known_type(types[i]));
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		assert_true(c_is_known_function(functions[i]));
	for (size_t i = 0; i < sizeof enumerators / sizeof *enumerators; i++)
		assert_true(c_is_known_enumerator(enumerators[i]));
	assert_false(c_is_keyword("stat"));
	assert_false(c_is_keyword("name"));
	assert_false(c_is_known_type("customers"));
	assert_false(c_is_known_type("user"));
	assert_false(c_is_known_enumerator("SIZE_SMALL"));
	assert_false(c_is_known_enumerator("KIND_OPEN"));
	assert_false(c_is_known_enumerator("PLAIN"));
	assert_false(c_is_known_enumerator("A_REALLY_LONG_PREFIX_OF_A_NAME"));
}

static void a_name_is_taken_once(void **state)
{
	(void)state;
	struct c_names names = {.arena = &arena};
	assert_string_equal(c_take(&names, "a"), "a");
	assert_string_equal(c_take(&names, "a"), "a_2");
	assert_string_equal(c_take(&names, "a"), "a_3");
	assert_string_equal(c_take(&names, "a_2"), "a_2_2");
	assert_true(c_taken(&names, "a_3"));
	assert_false(c_taken(&names, "b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_c_can_spell_stays),
		cmocka_unit_test(the_rest_is_spelt_as_far_as_it_goes),
		cmocka_unit_test(words_stand_apart),
		cmocka_unit_test(what_others_have),
		cmocka_unit_test(a_name_is_taken_once),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
