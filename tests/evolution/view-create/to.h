#include <restruct_model.h>

struct order {
	int64_t    id DB_PRIMARY_KEY;
	db_numeric price;
} DB_TABLE(orders);

/* declared before what they read */
struct DB_VIEW(all_of_it, "SELECT dear.id, sums.sum FROM dear, sums") all_of_it;

/** Dear ones. */
struct dear {
	int64_t id; ///< of the order
} DB_VIEW(dear, "SELECT id, net(price) AS \"net price\" FROM orders WHERE price > 10")
	DB_WITH("security_barrier, check_option = cascaded");

/** All together. */
struct DB_MATERIALIZED_VIEW(sums, "SELECT count(*) AS count, sum(price) AS sum FROM orders")
	DB_UNIQUE_INDEX("(count)") DB_COMMENT_ON(sums_count_idx, "the only one")
	DB_WITH("fillfactor = 80") sums;

struct DB_MATERIALIZED_VIEW(empty, "SELECT sum FROM sums") DB_NO_DATA empty;

DB_FUNCTION(net, "(gross numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$SELECT gross / 1.19$$");
