/* 0002_second: second */
#include "0002_second.h"

#include <restruct.h>

void upgrade_0002_second(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN address text");
	restruct_sql(m, "COMMENT ON COLUMN customers.address IS 'as on an envelope'");
	restruct_sql(m, "ALTER TABLE customers ADD COLUMN active boolean NOT NULL DEFAULT true");
	restruct_sql(m, "COMMENT ON TABLE customers IS 'Who buys.'");
	restruct_concurrently(
		m, "CREATE INDEX CONCURRENTLY customers_active ON customers (id) WHERE active");
}

void downgrade_0002_second(restruct_migration *m)
{
	restruct_sql(m, "COMMENT ON TABLE customers IS NULL");
	/* the values of "customers.address" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN address");
	/* the values of "customers.active" are lost */
	restruct_sql(m, "ALTER TABLE customers DROP COLUMN active");
}
