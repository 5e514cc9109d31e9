#include <restruct_model.h>

struct reading {
	int64_t id DB_PRIMARY_KEY;
	char *note;
} DB_TABLE(readings) DB_WITH("fillfactor=90, autovacuum_enabled=off");

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

struct device {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(devices) DB_WITH("toast.vacuum_truncate=false");
