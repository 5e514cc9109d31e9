/* gen/schema/check_partition.c: what binds a table to others, said at its place. */
#include "support/cmocka_all.h"
#include "support/models.h"
#include "support/reading.h"

#include <string.h>

#define KEY(words) "struct t { int64_t id; int64_t other; } DB_TABLE(t) " words ";\n"
#define BY_RANGE KEY("DB_PARTITION_BY(\"RANGE (id)\")")

/* The messages, a line each, of a header that was understood. */
static void says(const char *content, const char *expected)
{
	struct reading reading;
	reading_text(&reading, content);
	assert_true(reading.understood);
	schema_check(&reading.schema, &reading.diag);
	assert_string_equal(reading_said(&reading), expected);
	reading_finish(&reading);
}

static void right_ones(void **state)
{
	(void)state;
	says(BY_RANGE "DB_PARTITION(p, t, \"FOR VALUES FROM (1) TO (MAXVALUE)\")\n"
		      "DB_PARTITION_BY(\"LIST (other)\") DB_ROW_SECURITY;\n"
		      "DB_PARTITION(q, p, \"FOR VALUES IN (1, 2)\") DB_UNLOGGED;\n"
		      "DB_PARTITION(r, p, \"DEFAULT\");\n",
		"");
	says(KEY("DB_PARTITION_BY(\"HASH (id)\")") "DB_PARTITION(p, t, \"FOR VALUES WITH (MODULUS 2, REMAINDER 0)\");\n",
		"");
}

static void bounds(void **state)
{
	(void)state;
	says(BY_RANGE "DB_PARTITION(p, t, \"FOR VALUES IN (1)\");\n",
		"models.h:3:1: error: partition \"p\" has a bound of LIST, but table \"t\" is "
		"partitioned by RANGE\n");
	says(KEY("DB_PARTITION_BY(\"HASH (id)\")") "DB_PARTITION(p, t, \"DEFAULT\");\n",
		"models.h:3:1: error: partition \"p\" is a default partition, which table \"t\", "
		"partitioned by HASH, cannot have\n");
	says(BY_RANGE "DB_PARTITION(p, t, \"DEFAULT\");\nDB_PARTITION(q, t, \"default\");\n",
		"models.h:4:1: error: partition \"q\" has the bound of partition \"p\"\n"
		"models.h:3:1: note: that one is here\n");
}

static void parents(void **state)
{
	(void)state;
	says(BY_RANGE "DB_PARTITION(p, tt, \"DEFAULT\");\n",
		"models.h:3:1: error: partition \"p\" is a partition of table \"tt\", which no model "
		"defines; did you mean \"t\"?\n");
	says(KEY("") "DB_PARTITION(p, t, \"DEFAULT\");\n",
		"models.h:3:1: error: table \"t\" cannot have partition \"p\": it is not "
		"partitioned; add DB_PARTITION_BY to it\n");
	says("DB_PARTITION(p, p, \"DEFAULT\") DB_PARTITION_BY(\"RANGE (id)\");\n",
		"models.h:2:1: error: table \"p\" is a partition of itself\n");
}

static void what_a_partitioned_table_cannot_be(void **state)
{
	(void)state;
	says(KEY("DB_PARTITION_BY(\"RANGE (nothing)\")"),
		"models.h:2:41: error: table \"t\" names column \"nothing\", which table \"t\" "
		"does not have\n");
	says(KEY("DB_PARTITION_BY(\"RANGE (id)\") DB_WITH(\"fillfactor=70\")"),
		"models.h:2:41: error: table \"t\" is partitioned and has storage parameters, which "
		"only its partitions can have; move DB_WITH to them\n");
	says(KEY("DB_PARTITION_BY(\"RANGE (id)\") DB_UNLOGGED"),
		"models.h:2:41: error: table \"t\" is partitioned and unlogged, which only its "
		"partitions can be; move DB_UNLOGGED to them\n");
	says(KEY("DB_PARTITION_BY(\"RANGE (id)\") DB_CONSTRAINT(u, \"UNIQUE (other)\")"),
		"models.h:2:83: error: constraint \"u\" of partitioned table \"t\" must hold column "
		"\"id\", by which the table is partitioned\n");
}

static void inheritance(void **state)
{
	(void)state;
	says("struct c { int64_t x; } DB_TABLE(c) DB_INHERITS(tt);\n" KEY(""),
		"models.h:2:25: error: table \"c\" inherits from table \"tt\", which no model "
		"defines; did you mean \"t\"?\n");
	says("struct c { int64_t x; } DB_TABLE(c) DB_INHERITS(t);\n" BY_RANGE,
		"models.h:2:25: error: table \"c\" cannot inherit from \"t\": neither may be "
		"partitioned or a partition\n");
	says("struct c { int64_t x; } DB_TABLE(c) DB_INHERITS(d);\n"
	     "struct d { int64_t y; } DB_TABLE(d) DB_INHERITS(c);\n",
		"models.h:2:25: error: table \"c\" inherits from itself\n"
		"models.h:3:25: error: table \"d\" inherits from itself\n");
	says("struct c { int64_t x; } DB_TABLE(c) DB_INHERITS(d) DB_INHERITS(t);\n"
	     "struct d { int64_t y; } DB_TABLE(d);\n" KEY(""),
		"");
}

static void identities_and_clustering(void **state)
{
	(void)state;
	says(KEY("DB_REPLICA_IDENTITY(\"index none\")"),
		"models.h:2:41: error: the replica identity of table \"t\" is index \"none\", which "
		"the table does not have\n");
	says(KEY("DB_INDEX(i, \"(id)\") DB_REPLICA_IDENTITY(\"index i\")"),
		"models.h:2:41: error: the replica identity of table \"t\" is index \"i\", which is "
		"not unique\n");
	says(KEY("DB_UNIQUE_INDEX(i, \"(id)\") DB_REPLICA_IDENTITY(\"index i\")"), "");
	says(KEY("DB_CLUSTER_ON(i)"),
		"models.h:2:41: error: table \"t\" is clustered on \"i\", which it does not have\n");
	says(BY_RANGE "DB_PARTITION(p, t, \"DEFAULT\") DB_ATTACHED_INDEX(a, b);\n",
		"models.h:3:31: error: index \"a\" is a part of index \"b\", which table \"t\" does "
		"not have\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(right_ones),
		cmocka_unit_test(bounds),
		cmocka_unit_test(parents),
		cmocka_unit_test(what_a_partitioned_table_cannot_be),
		cmocka_unit_test(inheritance),
		cmocka_unit_test(identities_and_clustering),
	};
	reading_folder();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
