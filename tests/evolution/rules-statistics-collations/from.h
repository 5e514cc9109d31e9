#include <restruct_model.h>

DB_SCHEMA(other);

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *name DB_COLLATE("old_german");
	int32_t a;
	int32_t b;
} DB_TABLE(orders);

struct entry {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(entries);

DB_COLLATION(old_german, "(provider = icu, locale = 'de')");
DB_RULE(gone, "AS ON DELETE TO orders DO INSTEAD NOTHING");
DB_RULE(other, "AS ON INSERT TO orders DO ALSO INSERT INTO entries VALUES (new.id)") DB_COMMENT("stays");
DB_RULE(old_rule, "AS ON UPDATE TO orders DO ALSO NOTHING");
DB_STATISTICS(gone, "ON a, b FROM orders");
DB_STATISTICS(changes, "ON a, b FROM orders") DB_STATISTICS_TARGET("10") DB_COMMENT("stays");
DB_STATISTICS(target, "ON a, id FROM orders") DB_STATISTICS_TARGET("10");
DB_STATISTICS(moves, "ON b, id FROM orders");
DB_STATISTICS(old_statistics, "(mcv) ON b, id FROM orders");
