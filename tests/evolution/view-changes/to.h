#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t price;
	char   *note, *more;
} DB_TABLE(orders);

struct DB_VIEW(longer, "SELECT id, price, note, more FROM orders") longer;
struct DB_VIEW(other, "SELECT price, id FROM orders") other;
struct DB_VIEW(of_other, "SELECT price FROM other") DB_WITH("security_barrier, check_option = local") of_other;
struct DB_VIEW(freed, "SELECT id FROM orders WHERE price > 0") freed;
struct item {
	int64_t id DB_PRIMARY_KEY;
	char *more;
} DB_TABLE(items);
struct DB_VIEW(starry, "SELECT * FROM items WHERE id > 1") starry;
struct DB_MATERIALIZED_VIEW(stored, "SELECT sum(price) AS sum FROM orders")
	DB_INDEX(by_sum, "(sum DESC)") DB_WITH("autovacuum_enabled = off") DB_NO_DATA stored;
/** Eins. */
struct one { int32_t id; /**< b. */ } DB_VIEW(one, "SELECT 1 AS id");
struct DB_VIEW(newcomer, "SELECT id FROM longer") newcomer;
