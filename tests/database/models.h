#include <restruct_model.h>

DB_SCHEMA(audit);
DB_EXTENSION(citext);

enum kind { KIND_PERSON, KIND_FIRM } DB_ENUM(audit.kind);
typedef char *email DB_DOMAIN(email, "text CHECK (VALUE ~ '@')");
DB_SEQUENCE(numbers, "START 1000");

/** Who buys. */
struct customer {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char state[20] DB_CHECK("state IN ('new', 'old')") DB_DEFAULT("'new'");
	db_numeric credit DB_TYPE("numeric(12,2)") DB_CHECK("credit BETWEEN 0 AND 10")
		DB_DEFAULT("1 + 1");
	char *nickname DB_TYPE("citext");
	email address DB_NULL;
	enum kind kind DB_DEFAULT("'person'");
	int64_t number DB_DEFAULT("nextval('numbers')");
	db_timestamptz joined_at DB_DEFAULT("current_timestamp");
	char *shown DB_GENERATED("'n' || number::text");
} DB_TABLE(customers) DB_INDEX(customers_by_state,
	"(lower(state)) WHERE state LIKE 'n%' AND NOT state = 'x'") DB_CONSTRAINT(customers_known,
	"CHECK (kind = 'firm' OR nickname IS NOT NULL AND NOT credit = 1)");

struct entry {
	int64_t id DB_PRIMARY_KEY;
	int64_t customer_id DB_REFERENCES(customers, id, "ON DELETE CASCADE");
} DB_TABLE(audit.entries);

/** What is owed. */
struct total {
	int64_t customer_id;
	db_numeric owed;
} DB_VIEW(
	totals, "SELECT id AS customer_id, credit * 2 AS owed FROM customers WHERE state = 'new'");

struct DB_MATERIALIZED_VIEW(states, "SELECT state, count(*) FROM customers GROUP BY state") states;

DB_FUNCTION(owes,
	"(who bigint) RETURNS numeric LANGUAGE sql STABLE AS $$SELECT owed FROM totals WHERE customer_id = who$$");
DB_FUNCTION(note, "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$");
DB_TRIGGER(noted,
	"BEFORE UPDATE ON customers FOR EACH ROW WHEN (NEW.credit > 5) EXECUTE FUNCTION note()");
DB_POLICY(own, "ON customers USING (nickname = current_user)");
