#include <restruct_model.h>

DB_SCHEMA(other);

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *name DB_COLLATE("new_german");
	int32_t a;
	int32_t b;
} DB_TABLE(orders);

struct entry {
	int64_t id DB_PRIMARY_KEY;
	char *name DB_COLLATE("french");
} DB_TABLE(entries);

DB_COLLATION(french, "(provider = icu, locale = 'fr', deterministic = false)") DB_COMMENT("it comes");
DB_COLLATION(new_german, "(provider = icu, locale = 'de')") DB_WAS(old_german);
DB_RULE(comes, "AS ON DELETE TO orders DO INSTEAD (DELETE FROM entries WHERE id = old.id; "
	"NOTIFY gone)") DB_ENABLED("always");
DB_RULE(other, "AS ON INSERT TO orders DO ALSO INSERT INTO entries VALUES (new.id + 1)") DB_COMMENT("stays");
DB_RULE(new_rule, "AS ON UPDATE TO orders DO ALSO NOTHING") DB_WAS(old_rule);
DB_STATISTICS(changes, "(ndistinct, mcv) ON a, b FROM orders") DB_STATISTICS_TARGET("10") DB_COMMENT("stays");
DB_STATISTICS(comes, "ON a, b, id FROM orders");
DB_STATISTICS(target, "ON a, id FROM orders");
DB_STATISTICS(other.moves, "ON b, id FROM orders");
DB_STATISTICS(new_statistics, "(mcv) ON b, id FROM orders") DB_WAS(old_statistics);
