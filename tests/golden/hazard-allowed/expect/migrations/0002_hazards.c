/* 0002_hazards: hazards */
#include "0002_hazards.h"

#include <restruct.h>

void upgrade_0002_hazards(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN address text");
	/* values of "customers.id" that do not fit integer are cut or refused */
	restruct_sql(m, "ALTER TABLE customers ALTER COLUMN id TYPE integer USING id::int");
	restruct_sql(m,
		"ALTER TABLE customers ADD CONSTRAINT customers_email_check CHECK (email <> '') NOT VALID");
	/* the values of "customers.phone" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN phone");
	restruct_concurrently(m, "CREATE INDEX CONCURRENTLY by_address ON customers (address)");
	restruct_commit(m);
	/* fails when a row of "customers" does not satisfy it */
	restruct_sql(m, "ALTER TABLE customers VALIDATE CONSTRAINT customers_email_check");
	restruct_commit(m);
	restruct_sql(m, "ANALYZE customers");
}

void downgrade_0002_hazards(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers DROP CONSTRAINT customers_email_check");
	/* the values that "customers.phone" held are gone */
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN phone text");
	/* "customers.id" keeps what USING made of it: the old values are gone */
	restruct_sql(m, "ALTER TABLE customers ALTER COLUMN id TYPE bigint");
	/* the values of "customers.address" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN address");
	restruct_commit(m);
	restruct_sql(m, "ANALYZE customers");
}
