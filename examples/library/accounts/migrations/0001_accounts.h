/* 0001_accounts: accounts */
#ifndef RESTRUCT_REVISION_0001_ACCOUNTS_H
#define RESTRUCT_REVISION_0001_ACCOUNTS_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_accounts, "accounts");
DB_COMPATIBILITY(additive);

/** Who may come in. */
struct account_0001_accounts {
	int64_t        id         DB_PRIMARY_KEY DB_IDENTITY;
	char           name[64]   DB_UNIQUE;
	db_timestamptz created_at DB_DEFAULT("now()");
} DB_TABLE(accounts);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_accounts(struct restruct_migration *m);
void downgrade_0001_accounts(struct restruct_migration *m);

#endif
