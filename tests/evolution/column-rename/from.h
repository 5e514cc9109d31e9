#include <restruct_model.h>

struct place {
	int64_t id DB_PRIMARY_KEY;
	int64_t code DB_UNIQUE;
} DB_TABLE(places);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t place_code DB_REFERENCES(places, code);
	int32_t number DB_TYPE("serial");
	int32_t price DB_CHECK("price > 0");
	int32_t twice DB_GENERATED("price * 2");
	int64_t line DB_IDENTITY;
} DB_TABLE(items) DB_INDEX("(price)") DB_INDEX(items_sum, "((price + number)) WHERE price > 5")
  DB_CONSTRAINT(items_all, "CHECK (price < 100 OR number > 1)");
