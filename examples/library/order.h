/* What the program keeps. The account is the library's: its table is there before ours. */
#ifndef ORDER_H
#define ORDER_H

#include <restruct_model.h>

/** What somebody wants. */
struct order {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	int64_t account_id; /* of the library's accounts */
	db_text wants;
} DB_TABLE(orders) DB_INDEX("(account_id)");

#endif
