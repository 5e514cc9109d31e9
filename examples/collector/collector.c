/* A collector of device readings that brings its own database up to date when it starts.
 *
 *     collector                                            migrates, says that it is ready
 *     collector add SITE DEVICE SENSOR UNIT VALUE [LIMIT]  stores a reading
 *     collector list                                       the newest readings and open alarms
 *     collector migrate …                                  Restruct's command line: --help
 *
 * Environment: DATABASE_URL, or libpq's own (PGHOST, PGDATABASE, …); APP_ENV=production makes it
 * create SCHEMA and work in it, else it works in whatever schema the connection has. */
#include "store.h"

#include <math.h>
#include <restruct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const restruct_table restruct_revisions;

static bool in_production(void)
{
	const char *environment = getenv("APP_ENV");
	return environment != NULL && strcmp(environment, "production") == 0;
}

static void progress(void *data, const restruct_event *event)
{
	(void)data;
	if (event->kind == RESTRUCT_EVENT_DONE)
		fprintf(stderr, "collector: %s %s\n", event->downgrade ? "undone" : "applied",
			event->revision);
	else if (event->kind == RESTRUCT_EVENT_WAIT)
		fprintf(stderr, "collector: waiting: %s\n", event->message);
}

static restruct_options options_from_environment(void)
{
	restruct_options options = {.progress = progress};
	if (in_production()) {
		options.schema = getenv("SCHEMA");
		options.create_schema = true;
	}
	return options;
}

/* ---- start-up ---- */

/* The program's own statements find their tables where the migrations have put them. */
static bool enter_schema(PGconn *conn, const char *schema)
{
	if (schema == NULL || *schema == '\0')
		return true;
	const char *values[] = {schema};
	PGresult *result =
		PQexecParams(conn, "SELECT set_config('search_path', quote_ident($1), false)", 1,
			NULL, values, NULL, NULL, 0);
	bool entered = PQresultStatus(result) == PGRES_TUPLES_OK;
	PQclear(result);
	return entered;
}

/* A connection to a database that is up to date, or NULL, and the reason printed. */
static PGconn *start(void)
{
	const char *url = getenv("DATABASE_URL");
	restruct_options options = options_from_environment();
	restruct_error error;
	PGconn *conn = PQconnectdb(url != NULL ? url : "");
	if (PQstatus(conn) != CONNECTION_OK) {
		fprintf(stderr, "collector: %s", PQerrorMessage(conn));
	} else if (restruct_upgrade(conn, &restruct_revisions, &options, &error) != RESTRUCT_OK) {
		fprintf(stderr, "collector: %s\n", error.message);
	} else if (!enter_schema(conn, options.schema)) {
		fprintf(stderr, "collector: %s", PQerrorMessage(conn));
	} else {
		return conn;
	}
	PQfinish(conn);
	return NULL;
}

/* ---- commands ---- */

static void show_measurement(const struct measurement *measurement)
{
	printf("%s  %s/%s/%s  %g %s\n", measurement->reading.taken_at, measurement->site.name,
		measurement->device.name, measurement->sensor.name, measurement->reading.value,
		store_unit_label(measurement->sensor.unit));
}

static void show_alarm(const struct alarm *alarm)
{
	printf("%s  %s on sensor %lld\n", alarm->raised_at, store_level_label(alarm->level),
		(long long)alarm->sensor_id);
}

static bool add(PGconn *conn, char **words, int count)
{
	struct measurement measurement = {.device.kind = DEVICE_METER};
	snprintf(measurement.site.name, sizeof measurement.site.name, "%s", words[0]);
	snprintf(measurement.device.name, sizeof measurement.device.name, "%s", words[1]);
	snprintf(measurement.sensor.name, sizeof measurement.sensor.name, "%s", words[2]);
	if (!store_unit(words[3], &measurement.sensor.unit)) {
		fprintf(stderr, "collector: no unit \"%s\"; watt, \"watt hour\", volt or celsius\n",
			words[3]);
		return false;
	}
	measurement.reading.value = strtod(words[4], NULL);
	measurement.sensor.high = count > 5 ? strtod(words[5], NULL) : NAN;
	if (!store_measurement(conn, &measurement))
		return false;
	show_measurement(&measurement);
	return true;
}

/* Does what the words say; false when it failed. */
static bool run(PGconn *conn, char **words, int count)
{
	if (count == 0)
		return puts("ready") >= 0;
	if (strcmp(words[0], "add") == 0)
		return add(conn, words + 1, count - 1);
	return store_readings(conn, show_measurement) && store_alarms(conn, show_alarm);
}

static bool understood(char **words, int count)
{
	if (count > 0 && strcmp(words[0], "add") == 0)
		return count == 6 || count == 7;
	return count == 0 || (count == 1 && strcmp(words[0], "list") == 0);
}

/* Restruct's command line, with this program's options and connection as its defaults. */
static int migrate(int argc, char **argv)
{
	restruct_options options = options_from_environment();
	char *url = getenv("DATABASE_URL");
	char **words = calloc((size_t)argc + 3, sizeof *words);
	int count = 0;
	if (words == NULL)
		return 3;
	words[count++] = argv[0];
	if (url != NULL) {
		words[count++] = "--database";
		words[count++] = url;
	}
	for (int i = 1; i < argc; i++)
		words[count++] = argv[i];
	options.progress = NULL; /* it has its own */
	int status = restruct_main(count, words, &restruct_revisions, &options);
	free(words);
	return status;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "migrate") == 0)
		return migrate(argc - 1, argv + 1);
	if (!understood(argv + 1, argc - 1)) {
		fputs("usage: collector [add SITE DEVICE SENSOR UNIT VALUE [LIMIT] | list | migrate …]\n",
			stderr);
		return 2;
	}
	PGconn *conn = start();
	if (conn == NULL)
		return 1;
	bool done = run(conn, argv + 1, argc - 1);
	PQfinish(conn);
	return done ? 0 : 1;
}
