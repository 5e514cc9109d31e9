#include <restruct_model.h>

enum kind { KIND_A, KIND_B } DB_ENUM(kind);
struct order {
	int64_t   id DB_PRIMARY_KEY;
	int32_t   price;
	enum kind kind;
} DB_TABLE(orders);

struct DB_VIEW(prices, "SELECT o.id, o.price FROM orders o WHERE o.kind <> 'a'::kind") prices;
struct DB_VIEW(of_prices, "SELECT prices.price FROM prices") of_prices;
DB_FUNCTION(net, "(kind) RETURNS orders LANGUAGE plpgsql AS $$BEGIN IF false THEN RETURN NULL::orders; END IF; RETURN NULL; END$$");
struct DB_MATERIALIZED_VIEW(stored, "SELECT net('a'::kind) IS NULL AS nothing") DB_INDEX("(nothing)") stored;
