/* 0004_serial_numbers: serial numbers */
#include "0004_serial_numbers.h"

#include <restruct.h>

void upgrade_0004_serial_numbers(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE devices ADD COLUMN serial varchar(32)");
	restruct_sql(m, "COMMENT ON COLUMN devices.serial IS 'as it is printed on the device'");
	/* fails when rows of "devices" have the same values */
	restruct_sql(m, "ALTER TABLE devices ADD CONSTRAINT devices_serial_key UNIQUE (serial)");
}

void downgrade_0004_serial_numbers(restruct_migration *m)
{
	/* the values of "devices.serial" are lost */
	restruct_sql(m, "ALTER TABLE devices DROP COLUMN serial");
}
