/* Primary keys and unique constraints. */
#include "schema/check.h"

#include <string.h>

static void check_repeated(struct check *check, const struct constraint *key)
{
	for (size_t i = 0; i < key->columns.count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (strcmp(key->columns.items[i], key->columns.items[j]) == 0)
				diag_error(check->diag, key->object.place,
					"constraint \"%s\" names column \"%s\" twice",
					key->object.name.name, key->columns.items[i]);
		}
	}
}

static void check_not_null(
	struct check *check, const struct table *table, const struct constraint *key)
{
	list_each (const char **, name, &key->columns) {
		const struct column *column = table_column(table, *name);
		if (column && !column->not_null)
			diag_error(check->diag, column->object.place,
				"column \"%s\" is in the primary key of table \"%s\" and may be "
				"null; make the member a value, or add DB_NOT_NULL",
				*name, qualified_text(check->arena, table->object.name));
	}
}

/* Types that have no order to build a key with. */
static void check_comparable(
	struct check *check, const struct table *table, const struct constraint *key)
{
	static const char *const types[] = {"json", "xml", "point", "box", "line", "lseg", "path",
		"polygon", "circle", "jsonpath", "refcursor", "aclitem", "xid", "cid"};
	list_each (const char **, name, &key->columns) {
		const struct column *column = schema_column(check->schema, table, *name);
		for (size_t i = 0; column && i < sizeof types / sizeof *types; i++) {
			const char *base = check_basic_type(check, &column->type)->base;
			if (base && strcmp(base, types[i]) == 0)
				diag_error(check->diag, key->object.place,
					"column \"%s\" cannot be in a key: values of type \"%s\" "
					"have no order%s",
					*name, types[i], i == 0 ? "; use \"jsonb\"" : "");
		}
	}
}

void check_keys(struct check *check, const struct table *table)
{
	const struct constraint *first = NULL;
	list_each (struct constraint **, each, &table->constraints) {
		const struct constraint *key = *each;
		if (key->type != CONSTRAINT_PRIMARY_KEY && key->type != CONSTRAINT_UNIQUE)
			continue;
		check_repeated(check, key);
		check_comparable(check, table, key);
		check_partitioned_key(check, table, &key->object, &key->columns);
		if (key->type != CONSTRAINT_PRIMARY_KEY)
			continue;
		check_not_null(check, table, key);
		if (first) {
			diag_error(check->diag, key->object.place,
				"table \"%s\" has more than one primary key",
				qualified_text(check->arena, table->object.name));
			diag_note(check->diag, first->object.place, "the first one is here");
		}
		first = first ? first : key;
	}
}
