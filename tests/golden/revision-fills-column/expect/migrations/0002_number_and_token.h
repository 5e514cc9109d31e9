/* 0002_number_and_token: number and token */
#ifndef RESTRUCT_REVISION_0002_NUMBER_AND_TOKEN_H
#define RESTRUCT_REVISION_0002_NUMBER_AND_TOKEN_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_number_and_token, "number and token", 0001_first);
DB_COMPATIBILITY(additive);
DB_RESHAPES(orders);

struct order_0002_number_and_token {
	int64_t        id        DB_PRIMARY_KEY;
	int32_t        number    DB_IDENTITY;
	db_uuid        token     DB_DEFAULT("gen_random_uuid()");
	db_timestamptz placed_at DB_DEFAULT("now()");
} DB_TABLE(orders);

DB_FUNCTION(changed,
	"() RETURNS trigger\n"
	"LANGUAGE plpgsql\n"
	"AS $$\n"
	"BEGIN\n"
	"\tRETURN NULL;\n"
	"END$$");

DB_TRIGGER(orders_changed, "AFTER UPDATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION changed()");

/* clang-format on */

struct restruct_migration;
void upgrade_0002_number_and_token(struct restruct_migration *m);
void downgrade_0002_number_and_token(struct restruct_migration *m);

#endif
