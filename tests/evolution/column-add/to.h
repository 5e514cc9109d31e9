#include <restruct_model.h>

struct site {
	int64_t id DB_PRIMARY_KEY;
	char *name;
} DB_TABLE(sites);

struct item {
	int64_t id DB_PRIMARY_KEY;
	char *note; /**< Anything. */
	bool live DB_DEFAULT("true");
	db_timestamptz made_at DB_DEFAULT("now()");
	db_uuid token DB_DEFAULT("gen_random_uuid()");
	int64_t number DB_IDENTITY;
	int64_t site_id DB_NULL DB_REFERENCES(sites, id, "ON DELETE SET NULL");
	int16_t rank DB_NULL DB_CHECK("rank > 0") DB_UNIQUE;
	int64_t parent_id DB_NULL DB_REFERENCES(items);
	int32_t double_rank DB_NULL DB_GENERATED("rank * 2");
	int32_t counted DB_TYPE("serial");
} DB_TABLE(items);
