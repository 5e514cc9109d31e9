/* 0001_first: first */
#include "0001_first.h"

#include <restruct.h>

void upgrade_0001_first(restruct_migration *m)
{
	restruct_sql(m, "CREATE SCHEMA IF NOT EXISTS \"Order Date\"");
	restruct_sql(m, "CREATE SCHEMA IF NOT EXISTS audit");
	restruct_sql(m, "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA audit VERSION '1.6'");
	restruct_sql(m, "CREATE TYPE audit.level AS ENUM ('low', 'high')");
	restruct_sql(m, "CREATE SEQUENCE audit.numbers");
	restruct_sql(m,
		"CREATE TABLE audit.events (\n"
		"\tid bigint NOT NULL DEFAULT nextval('audit.numbers'),\n"
		"\tlevel audit.level NOT NULL DEFAULT 'low',\n"
		"\tlevels audit.level[],\n"
		"\twho audit.citext,\n"
		"\taudit text DEFAULT 'audit.nothing',\n"
		"\tCONSTRAINT events_pkey PRIMARY KEY (id),\n"
		"\tCONSTRAINT events_who_check CHECK (who <> 'audit.numbers of $1' AND who <> 'audit')\n"
		")");
	restruct_sql(m,
		"CREATE INDEX events_high ON audit.events (id) WHERE level = 'high'::audit.level");
	restruct_sql(m, "COMMENT ON TABLE audit.events IS 'What happened in audit.events.'");
	restruct_sql(m,
		"CREATE TABLE orders (\n"
		"\tid bigint NOT NULL,\n"
		"\tevent bigint NOT NULL,\n"
		"\tCONSTRAINT orders_pkey PRIMARY KEY (id),\n"
		"\tCONSTRAINT orders_event_fkey FOREIGN KEY (event) REFERENCES audit.events (id)\n"
		")");
	restruct_sql(m,
		"CREATE TABLE \"Order Date\".days (\n"
		"\tid bigint NOT NULL,\n"
		"\tevent bigint NOT NULL,\n"
		"\tCONSTRAINT days_pkey PRIMARY KEY (id),\n"
		"\tCONSTRAINT days_event_fkey FOREIGN KEY (event) REFERENCES audit.events (id)\n"
		")");
}

void downgrade_0001_first(restruct_migration *m)
{
	/* the rows of "orders" are lost */
	restruct_sql(m, "DROP TABLE orders");
	/* the rows of "Order Date.days" are lost */
	restruct_sql(m, "DROP TABLE \"Order Date\".days");
	/* the rows of "audit.events" are lost */
	restruct_sql(m, "DROP TABLE audit.events");
	/* how far "audit.numbers" has counted is lost */
	restruct_sql(m, "DROP SEQUENCE audit.numbers");
	restruct_sql(m, "DROP TYPE audit.level");
	/* fails while anything else in the database uses it */
	restruct_sql(m, "DROP EXTENSION citext");
	/* fails unless the schema is empty */
	restruct_sql(m, "DROP SCHEMA \"Order Date\"");
	/* fails unless the schema is empty */
	restruct_sql(m, "DROP SCHEMA audit");
}
