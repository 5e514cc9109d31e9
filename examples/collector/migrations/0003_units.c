/* 0003_units: units */
#include "0003_units.h"

#include <restruct.h>

/* What people had typed until now, as the units that there are from now on. Values counted
 * in thousands are not any more. */
static void unify_units(restruct_migration *m)
{
	static const struct {
		const char *typed, *unit, *factor;
	} units[] = {
		{"W", "watt", "1"},
		{"kW", "watt", "1000"},
		{"Wh", "watt hour", "1"},
		{"kWh", "watt hour", "1000"},
		{"V", "volt", "1"},
		{"C", "celsius", "1"},
		{"°C", "celsius", "1"},
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		restruct_sqlf(m,
			"UPDATE readings SET value = value * %s FROM sensors\n"
			"WHERE sensor_id = sensors.id AND unit = %L",
			units[i].factor, units[i].typed);
		restruct_sqlf(m, "UPDATE sensors SET unit = %L, high = high * %s WHERE unit = %L",
			units[i].unit, units[i].factor, units[i].typed);
	}
}

void upgrade_0003_units(restruct_migration *m)
{
	unify_units(m);
	restruct_sql(m, "CREATE TYPE unit AS ENUM ('watt', 'watt hour', 'volt', 'celsius')");
	/* values of "sensors.unit" that do not fit unit are cut or refused */
	restruct_sql(m, "ALTER TABLE sensors ALTER COLUMN unit TYPE unit USING unit::unit");
}

void downgrade_0003_units(restruct_migration *m)
{
	restruct_sql(m, "ALTER TABLE sensors ALTER COLUMN unit TYPE text");
	restruct_sql(m, "DROP TYPE unit");
}
