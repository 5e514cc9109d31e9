#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t price, discount;
	char   *note;
} DB_TABLE(orders);

struct DB_VIEW(longer, "SELECT id, price FROM orders") longer;
struct DB_VIEW(other, "SELECT id, price FROM orders") other;
struct DB_VIEW(of_other, "SELECT price FROM other") DB_WITH("security_barrier") of_other;
struct DB_VIEW(freed, "SELECT id FROM orders WHERE discount > 0") freed;
struct item {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(items);
struct DB_VIEW(starry, "SELECT * FROM items WHERE id > 1") starry;
struct DB_MATERIALIZED_VIEW(stored, "SELECT sum(price) AS sum FROM orders") DB_INDEX("(sum)") stored;
/** One. */
struct one { int32_t id; /**< a. */ } DB_VIEW(one, "SELECT 1 AS id");
struct DB_VIEW(gone, "SELECT id FROM longer") gone;
