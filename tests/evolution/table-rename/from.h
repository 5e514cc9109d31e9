#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	char *email DB_UNIQUE;
	int32_t number DB_TYPE("serial");
	int64_t referrer_id DB_NULL DB_REFERENCES(customers, id, "ON DELETE SET NULL");
	double credit DB_CHECK("credit >= 0");
} DB_TABLE(customers)
  DB_INDEX("(lower(email))") DB_INDEX(by_credit, "(credit)");

struct order {
	int64_t id DB_PRIMARY_KEY;
	int64_t customer_id DB_REFERENCES(customers);
} DB_TABLE(orders);
