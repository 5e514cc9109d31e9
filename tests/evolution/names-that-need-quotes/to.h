#include <restruct_model.h>

DB_SCHEMA("the 50% $$ \"schema\"");

enum k { K_A DB_LABEL("it's \\ a \"label\""), K_C DB_LABEL("C'c"), K_B DB_LABEL("B b") } DB_ENUM("A \"Type\"");

struct a {
	int64_t id DB_COLUMN("Order Number") DB_PRIMARY_KEY DB_IDENTITY DB_WAS("Order Id");
	int32_t user DB_COLUMN(user) DB_CHECK("\"user\" > 0"); /**< It's the user's. */
	enum k k DB_COLUMN("it's");
	int32_t n DB_COLUMN("Nummer %s") DB_TYPE("serial");
} DB_TABLE("50% $$ of \"Orders\"") DB_IN_SCHEMA("the 50% $$ \"schema\"") DB_INDEX("An Index", "(\"Order Number\", \"user\")");
