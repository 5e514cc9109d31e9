/* What binds a table to others: partitions, parents, attached indexes. */
#include "schema/check.h"

#include <string.h>

/* "RANGE", of "RANGE (a)" */
static const char *strategy_of(struct check *check, const struct table *partitioned)
{
	const char *key = partitioned->partition_by;
	return arena_strndup(check->arena, key, strcspn(key, " "));
}

/* The strategy whose bound this is; NULL: any. */
static const char *strategy_of_bound(const char *bound)
{
	static const char *const words[][2] = {{"FOR VALUES FROM ", "RANGE"},
		{"FOR VALUES IN ", "LIST"}, {"FOR VALUES WITH ", "HASH"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strncmp(bound, words[i][0], strlen(words[i][0])) == 0)
			return words[i][1];
	}
	return NULL;
}

static void check_bound(
	struct check *check, const struct table *table, const struct table *partitioned)
{
	const char *strategy = strategy_of(check, partitioned);
	const char *wanted = strategy_of_bound(table->bound);
	const char *parent = qualified_text(check->arena, partitioned->object.name);
	if (wanted && strcmp(wanted, strategy) != 0)
		diag_error(check->diag, table->object.place,
			"partition \"%s\" has a bound of %s, but table \"%s\" is partitioned by %s",
			table->object.name.name, wanted, parent, strategy);
	else if (!wanted && strcmp(strategy, "HASH") == 0)
		diag_error(check->diag, table->object.place,
			"partition \"%s\" is a default partition, which table \"%s\", partitioned "
			"by HASH, cannot have",
			table->object.name.name, parent);
	list_each (struct table **, each, &check->schema->tables) {
		if (*each == table)
			break;
		if (!qualified_equal((*each)->partition_of, table->partition_of) ||
			!(*each)->bound || strcmp((*each)->bound, table->bound) != 0)
			continue;
		diag_error(check->diag, table->object.place,
			"partition \"%s\" has the bound of partition \"%s\"",
			table->object.name.name,
			qualified_text(check->arena, (*each)->object.name));
		diag_note(check->diag, (*each)->object.place, "that one is here");
	}
}

/* Whether following the tables that it hangs on leads back to it. */
static bool hangs_on_itself(
	struct check *check, const struct table *table, const struct table *from, size_t depth)
{
	const struct table *parent = schema_partitioned(check->schema, from);
	if (depth == 0)
		return false;
	if (parent)
		return parent == table || hangs_on_itself(check, table, parent, depth - 1);
	list_each (struct qualified *, each, &from->inherits) {
		parent = schema_find(check->schema, OBJECT_TABLE, *each);
		if (parent && (parent == table || hangs_on_itself(check, table, parent, depth - 1)))
			return true;
	}
	return false;
}

bool check_circles(struct check *check)
{
	bool good = true;
	list_each (struct table **, each, &check->schema->tables) {
		if (!hangs_on_itself(check, *each, *each, check->schema->tables.count))
			continue;
		diag_error(check->diag, (*each)->object.place, "table \"%s\" %s itself",
			(*each)->object.name.name,
			(*each)->partition_of.name ? "is a partition of" : "inherits from");
		good = false;
	}
	return good;
}

static void refuse_parameters(struct check *check, const struct table *table)
{
	if (table->parameters.count)
		diag_error(check->diag, table->object.place,
			"table \"%s\" is partitioned and has storage parameters, which only its "
			"partitions can have; move DB_WITH to them",
			qualified_text(check->arena, table->object.name));
}

/* Without a meaning before PostgreSQL 18, which refuses it. */
static void refuse_unlogged(struct check *check, const struct table *table)
{
	if (table->unlogged)
		diag_error(check->diag, table->object.place,
			"table \"%s\" is partitioned and unlogged, which only its partitions can be; "
			"move DB_UNLOGGED to them",
			qualified_text(check->arena, table->object.name));
}

void check_partition(struct check *check, const struct table *table)
{
	const struct table *parent = schema_partitioned(check->schema, table);
	if (table->partition_by) {
		check_mentions(check, &table->object, table, &table->partition_mentions);
		refuse_parameters(check, table);
		refuse_unlogged(check, table);
	}
	if (!table->partition_of.name)
		return;
	if (!parent)
		check_unknown_table(check, &table->object, "is a partition of",
			arena_printf(check->arena, "partition \"%s\"", table->object.name.name),
			table->partition_of);
	else if (!parent->partition_by)
		diag_error(check->diag, table->object.place,
			"table \"%s\" cannot have partition \"%s\": it is not partitioned; add "
			"DB_PARTITION_BY to it",
			qualified_text(check->arena, parent->object.name), table->object.name.name);
	else if (table->bound)
		check_bound(check, table, parent);
}

void check_parents(struct check *check, const struct table *table)
{
	list_each (struct qualified *, each, &table->inherits) {
		const struct table *parent = schema_find(check->schema, OBJECT_TABLE, *each);
		if (!parent)
			check_unknown_table(check, &table->object, "inherits from",
				arena_printf(check->arena, "table \"%s\"", table->object.name.name),
				*each);
		else if (parent->partition_by || parent->partition_of.name || table->partition_by)
			diag_error(check->diag, table->object.place,
				"table \"%s\" cannot inherit from \"%s\": neither may be "
				"partitioned or a partition",
				table->object.name.name, qualified_text(check->arena, *each));
	}
}

static bool holds(const struct names *names, const char *name)
{
	list_each (const char **, each, names) {
		if (strcmp(*each, name) == 0)
			return true;
	}
	return false;
}

void check_partitioned_key(struct check *check, const struct table *table,
	const struct object *object, const struct names *columns)
{
	if (!table->partition_by)
		return;
	list_each (const char **, name, &table->partition_mentions.columns) {
		if (!holds(columns, *name) && schema_column(check->schema, table, *name))
			diag_error(check->diag, object->place,
				"%s \"%s\" of partitioned table \"%s\" must hold column \"%s\", by "
				"which the table is partitioned",
				object_kind_name(object->kind), object->name.name,
				table->object.name.name, *name);
	}
}

void check_attached(struct check *check, const struct table *table, const struct index *index)
{
	struct qualified to = index->attached_to;
	const struct table *parent = schema_partitioned(check->schema, table);
	if (!to.name || !parent || table_index(parent, to.name) ||
		table_constraint(parent, to.name))
		return;
	diag_error(check->diag, index->object.place,
		"index \"%s\" is a part of index \"%s\", which table \"%s\" does not have",
		index->object.name.name, to.name,
		qualified_text(check->arena, parent->object.name));
}

/* A partition may have it from its parent, under a name of its own. */
static void check_clustered(struct check *check, const struct table *table)
{
	const char *name = table->clustered_on;
	if (name && !table->partition_of.name && !table_index(table, name) &&
		!table_constraint(table, name))
		diag_error(check->diag, table->object.place,
			"table \"%s\" is clustered on \"%s\", which it does not have",
			qualified_text(check->arena, table->object.name), name);
}

void check_own(struct check *check, const struct table *table)
{
	list_each (struct column **, own, &table->own) {
		const char *name = (*own)->object.name.name;
		check_mentions(check, &(*own)->object, NULL, &(*own)->default_value.mentions);
		if (table_column(table, name))
			diag_error(check->diag, (*own)->object.place,
				"column \"%s\" of \"%s\" is a member; say its default and NOT NULL "
				"there",
				name, qualified_text(check->arena, table->object.name));
		else
			check_column_name(check, &table->object, table, name);
	}
}

void check_identity_index(struct check *check, const struct table *table)
{
	check_clustered(check, table);
	static const char start[] = "index ";
	const char *identity = table->replica_identity;
	if (!identity || strncmp(identity, start, sizeof start - 1) != 0 ||
		table->partition_of.name)
		return;
	const char *name = identity + sizeof start - 1;
	const struct index *index = table_index(table, name);
	if ((index && index->unique) || table_constraint(table, name))
		return;
	diag_error(check->diag, table->object.place,
		"the replica identity of table \"%s\" is index \"%s\", which %s",
		qualified_text(check->arena, table->object.name), name,
		index ? "is not unique" : "the table does not have");
}
