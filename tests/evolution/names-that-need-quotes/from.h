#include <restruct_model.h>

DB_SCHEMA("the 50% $$ \"schema\"");

enum k { K_A DB_LABEL("it's \\ a \"label\""), K_B DB_LABEL("B b") } DB_ENUM("A \"Type\"");

struct a {
	int64_t id DB_COLUMN("Order Id") DB_PRIMARY_KEY DB_IDENTITY;
	int32_t user DB_COLUMN(user) DB_CHECK("\"user\" > 0");
	enum k k DB_COLUMN("it's");
	int32_t n DB_COLUMN("Nummer %s") DB_TYPE("serial");
} DB_TABLE("50% $$ of \"Orders\"") DB_INDEX("An Index", "(\"Order Id\", \"user\")");
