/* 0001_initial_tables: Initial tables */
#ifndef RESTRUCT_REVISION_0001_INITIAL_TABLES_H
#define RESTRUCT_REVISION_0001_INITIAL_TABLES_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_initial_tables, "Initial tables");
DB_COMPATIBILITY(additive);

DB_SCHEMA(audit);

DB_EXTENSION(citext);
DB_EXTENSION("uuid-ossp", "SCHEMA audit VERSION '1.1'");

/** Who may buy. */
enum customer_kind_0001_initial_tables {
	CUSTOMER_PERSON_0001_initial_tables  DB_LABEL("person"),
	CUSTOMER_COMPANY_0001_initial_tables DB_LABEL("firm"),
} DB_ENUM(customer_kind);

typedef char *email_0001_initial_tables DB_DOMAIN(email,
	"text COLLATE \"C\" CHECK (value LIKE '%@%')");

DB_SEQUENCE(invoice_numbers, "START WITH 1000 CACHE 20");
DB_SEQUENCE(countdown, "AS smallint INCREMENT BY -1 MINVALUE 0 MAXVALUE 100 CYCLE");
DB_SEQUENCE(audit.entries_number_seq, "AS integer OWNED BY audit.entries.number");

/** Who buys. */
struct customer_0001_initial_tables {
	int64_t                                id          DB_PRIMARY_KEY DB_IDENTITY;
	/** where the invoice goes */
	email_0001_initial_tables              address     DB_UNIQUE;
	char                                  *nickname;
	enum customer_kind_0001_initial_tables kind        DB_DEFAULT("'person'");
	db_timestamptz                         joined_at   DB_DEFAULT("now()");
	db_numeric                             credit      DB_TYPE("numeric(12,2)")
		DB_CHECK("credit >= 0");
	int64_t                                referrer_id DB_NULL
		DB_REFERENCES(customers, id, "ON DELETE SET NULL");
	int32_t                                twice       DB_NULL
		DB_GENERATED("length(nickname) * 2");
	char                                  *tags        DB_TYPE("text[]") DB_DEFAULT("'{}'");
} DB_TABLE(customers)
	DB_INDEX(customers_by_address, "(lower(address)) WHERE kind = 'firm'")
	DB_UNIQUE_INDEX(customers_by_nickname, "(nickname DESC NULLS LAST) INCLUDE (kind)")
	DB_CONSTRAINT(customers_named, "CHECK (kind = 'firm' OR nickname IS NOT NULL)");

struct entry_0001_initial_tables {
	int32_t number   DB_PRIMARY_KEY DB_DEFAULT("nextval('audit.entries_number_seq')");
	int64_t customer DB_COLUMN("the customer") DB_REFERENCES(customers, id);
} DB_TABLE(audit.entries)
	DB_CONSTRAINT("entries_the customer_number_key",
		"UNIQUE NULLS NOT DISTINCT (\"the customer\", number)");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_initial_tables(struct restruct_migration *m);
void downgrade_0001_initial_tables(struct restruct_migration *m);

#endif
