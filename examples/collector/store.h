/* The collector's tables as its program uses them: each function takes or fills structs of
 * models/collector.h. Errors are printed; false says that there was one. */
#ifndef COLLECTOR_STORE_H
#define COLLECTOR_STORE_H

#include "models/collector.h"

#include <libpq-fe.h>

/* A reading with all that it belongs to. */
struct measurement {
	struct site site;
	struct device device;
	struct sensor sensor;
	struct reading reading;
};

/* Stores the reading, and site, device and sensor if they are new (known by their names); fills in
 * ids and the time. A reading above the sensor's limit raises an alarm, one below it clears it. All
 * of it or nothing. */
bool store_measurement(PGconn *conn, struct measurement *measurement);

/* Calls show for the newest readings, newest first; for each alarm that is not cleared. */
bool store_readings(PGconn *conn, void (*show)(const struct measurement *measurement));
bool store_alarms(PGconn *conn, void (*show)(const struct alarm *alarm));

/* The label in SQL of an enumerator, and back: false when there is no such unit. */
const char *store_unit_label(enum unit unit);
const char *store_level_label(enum alarm_level level);
bool store_unit(const char *label, enum unit *unit);

#endif
