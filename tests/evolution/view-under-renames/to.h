#include <restruct_model.h>

enum kind { KIND_A, KIND_B } DB_ENUM(sort) DB_WAS(kind);
struct order {
	int64_t   id;
	int32_t   cost DB_WAS(price);
	enum kind kind;
} DB_TABLE(purchases) DB_WAS(orders)
	DB_CONSTRAINT(orders_pkey, "PRIMARY KEY (id)");

struct DB_VIEW(costs, "SELECT o.id, o.cost AS price FROM purchases o WHERE o.kind <> 'a'::sort")
	DB_WAS(prices) costs;
struct DB_VIEW(of_prices, "SELECT costs.price FROM costs") of_prices;
DB_FUNCTION(brutto, "(sort) RETURNS purchases LANGUAGE plpgsql AS $$BEGIN IF false THEN RETURN NULL::purchases; END IF; RETURN NULL; END$$") DB_WAS(net);
struct DB_MATERIALIZED_VIEW(kept, "SELECT brutto('a'::sort) IS NULL AS nothing")
	DB_INDEX(stored_nothing_idx, "(nothing)") DB_WAS(stored) kept;
