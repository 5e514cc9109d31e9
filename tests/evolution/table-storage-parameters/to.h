#include <restruct_model.h>

struct reading {
	int64_t id DB_PRIMARY_KEY;
	char *note;
} DB_TABLE(readings)
  DB_WITH("fillfactor = 70, Autovacuum_Vacuum_Scale_Factor = 1e-2, toast.autovacuum_enabled = 'no', "
	  "vacuum_index_cleanup = off");

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites) DB_WITH("parallel_workers=2");

struct device {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(devices);

struct alarm {
	int64_t id DB_PRIMARY_KEY;
	char *text;
} DB_TABLE(alarms) DB_WITH("log_autovacuum_min_duration=-1, user_catalog_table");
