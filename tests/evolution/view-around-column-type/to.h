#include <restruct_model.h>

enum state { STATE_NEW, STATE_OLD } DB_ENUM(state);
struct order {
	int64_t    id DB_PRIMARY_KEY;
	int64_t    price;
	enum state state;
	char      *note;
} DB_TABLE(orders);

/** Dear ones. */
struct DB_VIEW(dear, "SELECT id, price, state FROM orders WHERE price > 10") dear;
struct DB_VIEW(dearest, "SELECT max(price) AS price FROM dear") dearest;
struct DB_MATERIALIZED_VIEW(states, "SELECT state, count(*) AS count FROM dear GROUP BY state")
	DB_UNIQUE_INDEX("(state)") states;
/* reads nothing that changes */
struct DB_VIEW(notes, "SELECT id, note FROM orders") notes;
DB_FUNCTION(dear_ones, "() RETURNS SETOF dear LANGUAGE sql STABLE AS $$SELECT * FROM dear$$");
DB_FUNCTION(is_new, "(state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1::text = 'new'$$");
/** Stays. */
DB_FUNCTION(sum_of, "() RETURNS bigint LANGUAGE sql STABLE AS $$SELECT sum(price)::bigint FROM orders$$");
