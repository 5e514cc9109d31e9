#include <restruct_model.h>

DB_SCHEMA(audit);
DB_EXTENSION(citext);
DB_EXTENSION("uuid-ossp", "SCHEMA audit VERSION '1.1'");
DB_SEQUENCE(invoice_numbers, "START 1000 CACHE 20");
DB_SEQUENCE(countdown, "AS smallint INCREMENT BY -1 MAXVALUE 100 MINVALUE 0 CYCLE");

/** Who may buy. */
enum customer_kind {
	CUSTOMER_PERSON,
	CUSTOMER_COMPANY DB_LABEL("firm"),
	CUSTOMER_COUNT DB_IGNORE
} DB_ENUM(customer_kind);

typedef char *email DB_DOMAIN(email, "text COLLATE \"C\" CHECK (VALUE LIKE '%@%')");

/** Who buys. */
struct customer {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	email address DB_UNIQUE; ///< where the invoice goes
	char *nickname;          /* a pointer may be NULL */
	enum customer_kind kind DB_DEFAULT("'person'");
	db_timestamptz joined_at DB_DEFAULT("now()");
	db_numeric credit DB_TYPE("numeric(12,2)") DB_CHECK("credit >= 0");
	int64_t referrer_id DB_NULL DB_REFERENCES(customers, id, "ON DELETE SET NULL");
	int32_t twice DB_GENERATED("length(nickname) * 2") DB_NULL;
	char *tags DB_TYPE("text[]") DB_DEFAULT("'{}'");
	void *session DB_IGNORE;
} DB_TABLE(customers)
	DB_INDEX(customers_by_address, "(lower(address)) WHERE kind = 'firm'")
	DB_UNIQUE_INDEX(customers_by_nickname, "(nickname DESC NULLS LAST) INCLUDE (kind)")
	DB_CONSTRAINT(customers_named, "CHECK (kind = 'firm' OR nickname IS NOT NULL)");

struct entry {
	int32_t number DB_TYPE("serial") DB_PRIMARY_KEY;
	int64_t customer DB_COLUMN("the customer") DB_REFERENCES(customers);
} DB_TABLE(audit.entries) DB_UNLOGGED DB_ROW_SECURITY
	DB_WITH("fillfactor=70, Autovacuum_Enabled=off, toast.vacuum_truncate='no'")
	DB_CONSTRAINT("UNIQUE NULLS NOT DISTINCT (\"the customer\", number)");

struct not_a_table {
	int anything;
};
