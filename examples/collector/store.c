/* The collector's SQL. */
#include "store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char *const kinds[] = {
	[DEVICE_METER] = "meter",
	[DEVICE_INVERTER] = "inverter",
	[DEVICE_BATTERY] = "battery",
};
static const char *const units[] = {
	[UNIT_WATT] = "watt",
	[UNIT_WATT_HOUR] = "watt hour",
	[UNIT_VOLT] = "volt",
	[UNIT_CELSIUS] = "celsius",
};
static const char *const levels[] = {
	[ALARM_WARNING] = "warning",
	[ALARM_CRITICAL] = "critical",
};

/* The label's place; count when it is not there. */
static size_t find(const char *label, const char *const *labels, size_t count)
{
	size_t place = 0;
	while (place < count && strcmp(labels[place], label) != 0)
		place++;
	return place;
}

const char *store_unit_label(enum unit unit)
{
	return units[unit];
}

const char *store_level_label(enum alarm_level level)
{
	return levels[level];
}

bool store_unit(const char *label, enum unit *unit)
{
	size_t place = find(label, units, LENGTH(units));
	*unit = (enum unit)place;
	return place < LENGTH(units);
}

/* The rows of one statement; NULL, and the reason printed, when the server refused it. */
static PGresult *query(PGconn *conn, const char *sql, int count, const char *const *values)
{
	PGresult *result = PQexecParams(conn, sql, count, NULL, values, NULL, NULL, 0);
	if (PQresultStatus(result) == PGRES_TUPLES_OK)
		return result;
	fprintf(stderr, "collector: %s", PQerrorMessage(conn));
	PQclear(result);
	return NULL;
}

static int64_t number(const PGresult *result, int row, int column)
{
	return strtoll(PQgetvalue(result, row, column), NULL, 10);
}

static double real(const PGresult *result, int row, int column)
{
	if (PQgetisnull(result, row, column))
		return NAN;
	return strtod(PQgetvalue(result, row, column), NULL);
}

static void text(char *copy, size_t size, const PGresult *result, int row, int column)
{
	snprintf(copy, size, "%s", PQgetvalue(result, row, column));
}

static const char store_sql[] =
	"WITH site AS (\n"
	"  INSERT INTO sites (name) VALUES ($1)\n"
	"  ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id\n"
	"), device AS (\n"
	"  INSERT INTO devices (site_id, name, kind) SELECT id, $2, $3::device_kind FROM site\n"
	"  ON CONFLICT (site_id, name) DO UPDATE SET name = excluded.name RETURNING id\n"
	"), sensor AS (\n"
	"  INSERT INTO sensors (device_id, name, unit, high) SELECT id, $4, $5::unit, $6 FROM device\n"
	"  ON CONFLICT (device_id, name)\n"
	"  DO UPDATE SET high = coalesce(excluded.high, sensors.high) RETURNING id, high\n"
	"), reading AS (\n"
	"  INSERT INTO readings (sensor_id, value) SELECT id, $7::double precision FROM sensor\n"
	"  RETURNING taken_at, value\n"
	"), raised AS (\n"
	"  INSERT INTO alarms (sensor_id, level)\n"
	"  SELECT id, (CASE WHEN value > 2 * high THEN 'critical' ELSE 'warning' END)::alarm_level\n"
	"  FROM sensor, reading WHERE value > high\n"
	"  ON CONFLICT (sensor_id) WHERE cleared_at IS NULL DO NOTHING RETURNING id\n"
	"), cleared AS (\n"
	"  UPDATE alarms SET cleared_at = now() FROM sensor, reading\n"
	"  WHERE alarms.sensor_id = sensor.id AND cleared_at IS NULL AND value <= high\n"
	"  RETURNING alarms.id\n"
	"), told AS (\n"
	"  INSERT INTO audit.events (what)\n"
	"  SELECT format('alarm %s raised', id) FROM raised\n"
	"  UNION ALL SELECT format('alarm %s cleared', id) FROM cleared\n"
	")\n"
	"SELECT site.id, device.id, sensor.id, taken_at FROM site, device, sensor, reading";

bool store_measurement(PGconn *conn, struct measurement *measurement)
{
	char high[32], value[32];
	snprintf(high, sizeof high, "%.17g", measurement->sensor.high);
	snprintf(value, sizeof value, "%.17g", measurement->reading.value);
	const char *values[] = {measurement->site.name, measurement->device.name,
		kinds[measurement->device.kind], measurement->sensor.name,
		units[measurement->sensor.unit], isnan(measurement->sensor.high) ? NULL : high,
		value};
	PGresult *result = query(conn, store_sql, LENGTH(values), values);
	if (result == NULL)
		return false;
	measurement->site.id = number(result, 0, 0);
	measurement->device.site_id = measurement->site.id;
	measurement->device.id = number(result, 0, 1);
	measurement->sensor.device_id = measurement->device.id;
	measurement->sensor.id = number(result, 0, 2);
	measurement->reading.sensor_id = measurement->sensor.id;
	text(measurement->reading.taken_at, sizeof measurement->reading.taken_at, result, 0, 3);
	PQclear(result);
	return true;
}

bool store_readings(PGconn *conn, void (*show)(const struct measurement *measurement))
{
	PGresult *result = query(conn,
		"SELECT site.name, device.name, sensor.name, unit, date_trunc('second', taken_at), value\n"
		"FROM readings JOIN sensors sensor ON sensor.id = sensor_id\n"
		"JOIN devices device ON device.id = device_id JOIN sites site ON site.id = site_id\n"
		"ORDER BY taken_at DESC LIMIT 20",
		0, NULL);
	if (result == NULL)
		return false;
	for (int row = 0; row < PQntuples(result); row++) {
		struct measurement measurement = {.sensor.high = NAN};
		text(measurement.site.name, sizeof measurement.site.name, result, row, 0);
		text(measurement.device.name, sizeof measurement.device.name, result, row, 1);
		text(measurement.sensor.name, sizeof measurement.sensor.name, result, row, 2);
		store_unit(PQgetvalue(result, row, 3), &measurement.sensor.unit);
		text(measurement.reading.taken_at, sizeof measurement.reading.taken_at, result, row,
			4);
		measurement.reading.value = real(result, row, 5);
		show(&measurement);
	}
	PQclear(result);
	return true;
}

bool store_alarms(PGconn *conn, void (*show)(const struct alarm *alarm))
{
	PGresult *result = query(conn,
		"SELECT id, sensor_id, level, date_trunc('second', raised_at) FROM alarms\n"
		"WHERE cleared_at IS NULL ORDER BY level DESC, raised_at",
		0, NULL);
	if (result == NULL)
		return false;
	for (int row = 0; row < PQntuples(result); row++) {
		const char *level = PQgetvalue(result, row, 2);
		struct alarm alarm = {
			.id = number(result, row, 0),
			.sensor_id = number(result, row, 1),
			.level = (enum alarm_level)find(level, levels, LENGTH(levels)),
		};
		text(alarm.raised_at, sizeof alarm.raised_at, result, row, 3);
		show(&alarm);
	}
	PQclear(result);
	return true;
}
