#include <restruct_model.h>

struct place {
	int64_t place_id DB_PRIMARY_KEY DB_WAS(id);
	int64_t key DB_UNIQUE DB_WAS(code);
} DB_TABLE(places);

struct item {
	int64_t id DB_PRIMARY_KEY;
	int64_t place_key DB_REFERENCES(places, key) DB_WAS(place_code);
	int32_t counter DB_TYPE("serial") DB_WAS(number);
	int32_t amount DB_CHECK("amount > 0") DB_WAS(price);
	int32_t twice DB_GENERATED("amount * 2");
	int64_t row DB_IDENTITY DB_WAS(line);
} DB_TABLE(items) DB_INDEX("(amount)") DB_INDEX(items_sum, "((amount + counter)) WHERE amount > 5")
  DB_CONSTRAINT(items_all, "CHECK (amount < 100 OR counter > 1)");
