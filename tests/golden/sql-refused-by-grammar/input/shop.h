#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
	int32_t age DB_CHECK("age >> > 0");
	char *name DB_DEFAULT("'unfinished");
	char *kind DB_TYPE("nonsense type here");
	int32_t x DB_REFERENCES(customers, id, "ON DELETE EXPLODE");
} DB_TABLE(customers)
	DB_INDEX(customers_by_age, "USING btree age")
	DB_CONSTRAINT(customers_odd, "CHEK (age > 0)");
typedef char *email DB_DOMAIN(email, "text CHECK VALUE LIKE '%'");
DB_SEQUENCE(numbers, "START WITH nothing");
