#include <restruct_model.h>

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

/** What measures. */
struct device {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t site_id DB_REFERENCES(sites, id, "ON DELETE CASCADE"); /**< Where it stands. */
	char serial[21] DB_UNIQUE;
	double gain DB_DEFAULT("1.5 + 1") DB_CHECK("gain > 0");
	int64_t parent_id DB_NULL DB_REFERENCES(devices);
} DB_TABLE(devices) DB_INDEX(devices_by_site, "(site_id, serial DESC)");
