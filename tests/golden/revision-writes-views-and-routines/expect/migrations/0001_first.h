/* 0001_first: first */
#ifndef RESTRUCT_REVISION_0001_FIRST_H
#define RESTRUCT_REVISION_0001_FIRST_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_first, "first");
DB_COMPATIBILITY(additive);

struct order_0001_first {
	int64_t        id      DB_PRIMARY_KEY;
	db_numeric     total   DB_TYPE("numeric(10,2)");
	db_timestamptz changed;
} DB_TABLE(orders);

struct DB_VIEW(sums,
	"SELECT sum(total) AS total\n"
	"FROM orders") sums_0001_first;

DB_FUNCTION(touch,
	"() RETURNS trigger\n"
	"LANGUAGE plpgsql\n"
	"AS $$BEGIN RETURN NEW; END$$");

DB_TRIGGER(touch, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()");

/* clang-format on */

struct restruct_migration;
void upgrade_0001_first(struct restruct_migration *m);
void downgrade_0001_first(struct restruct_migration *m);

#endif
