#include <restruct_model.h>

struct order {
	int64_t    id DB_PRIMARY_KEY;
	db_numeric price;
} DB_TABLE(orders);

/** What each order brings. */
struct total {
	int64_t id;
	char   *sum DB_COLUMN("the sum"); ///< without tax
	void   *session DB_IGNORE;
} DB_VIEW(totals, "SELECT id, net(price) AS \"the sum\" FROM orders");

/** Cheap ones. */
struct DB_VIEW(cheap, "SELECT * FROM orders WHERE price < 1") DB_WITH("check_option = LOCAL") cheap;

struct DB_MATERIALIZED_VIEW(sums, "SELECT sum(price) AS sum FROM orders")
	DB_UNIQUE_INDEX("(sum)") DB_WITH("fillfactor=80") DB_NO_DATA sums;

/** Without tax. */
DB_FUNCTION(net, "(gross numeric, rate numeric DEFAULT 0.19) RETURNS numeric "
	"LANGUAGE sql IMMUTABLE AS $$SELECT gross / (1 + rate)$$");
DB_FUNCTION(net, "(gross integer) RETURNS integer LANGUAGE sql RETURN gross") DB_WAS(brutto);
DB_PROCEDURE(close_month, "(month date) LANGUAGE plpgsql AS $$\n"
	"BEGIN\n"
	"\tDELETE FROM orders;\n"
	"END$$");
DB_AGGREGATE(product, "(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1')");
