/* 0002_rename: rename */
#include "0002_rename.h"

#include <restruct.h>

void upgrade_0002_rename(restruct_migration *m)
{
	restruct_sql(m, "CREATE SCHEMA IF NOT EXISTS sales");
	restruct_sql(m, "ALTER TABLE customers RENAME TO clients");
	restruct_sql(m, "ALTER TABLE clients SET SCHEMA sales");
	restruct_sql(m, "ALTER TABLE sales.clients RENAME COLUMN phone TO telephone");
	restruct_sql(m, "ALTER SEQUENCE IF EXISTS sales.customers_id_seq RENAME TO clients_id_seq");
	restruct_sql(
		m, "ALTER TABLE sales.clients RENAME CONSTRAINT customers_pkey TO clients_pkey");
	restruct_sql(m,
		"ALTER TABLE sales.clients RENAME CONSTRAINT customers_email_key TO clients_email_key");
}

void downgrade_0002_rename(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE sales.clients RENAME TO customers");
	restruct_sql(m,
		"DO $$\n"
		"BEGIN\n"
		"\tEXECUTE format('ALTER TABLE sales.customers SET SCHEMA %I', current_schema());\n"
		"END\n"
		"$$");
	restruct_sql(m, "ALTER TABLE customers RENAME COLUMN telephone TO phone");
	restruct_sql(m, "ALTER SEQUENCE IF EXISTS clients_id_seq RENAME TO customers_id_seq");
	restruct_sql(m, "ALTER TABLE customers RENAME CONSTRAINT clients_pkey TO customers_pkey");
	restruct_sql(m,
		"ALTER TABLE customers RENAME CONSTRAINT clients_email_key TO customers_email_key");
	/* fails unless the schema is empty */
	restruct_sql(m, "DROP SCHEMA sales");
}
