/* What mentions an object; see rewrite.h. */
#include "diff/rewrite.h"

#include "schema/sql.h"

#include <string.h>

struct rewrite {
	struct arena *arena;
	struct sql_renames renames; /* exactly one */
	const char *word;           /* the old name: a text without it needs no parsing */
};

static struct rewrite rewrite_of(
	struct arena *arena, enum object_kind kind, struct qualified from, struct qualified to)
{
	struct rewrite rewrite = {.arena = arena, .word = from.name};
	struct sql_rename rename = {.kind = kind, .from = from, .to = to};
	list_push(arena, &rewrite.renames, rename);
	return rewrite;
}

/* A name with a quote in it is doubled in SQL, so that its word is not found there. */
static bool mentioned(const struct rewrite *rewrite, const char *sql)
{
	return sql && (strstr(sql, rewrite->word) || strchr(rewrite->word, '"'));
}

static void in_expression(const struct rewrite *rewrite, struct expression *expression)
{
	if (mentioned(rewrite, expression->sql))
		sql_rename_expression(rewrite->arena, expression, &rewrite->renames);
}

static void in_type(const struct rewrite *rewrite, struct sql_type *type)
{
	if (type->user.name)
		sql_rename_type(rewrite->arena, type, &rewrite->renames);
}

static void in_constraint(const struct rewrite *rewrite, struct constraint *constraint)
{
	static const struct sql_renames none = {0};
	if (mentioned(rewrite, constraint->definition))
		sql_rename_constraint(rewrite->arena, constraint, &rewrite->renames, &none);
}

static void in_index(const struct rewrite *rewrite, struct index *index)
{
	if (mentioned(rewrite, index->definition))
		sql_rename_index(rewrite->arena, index, &rewrite->renames);
}

static void in_table(const struct rewrite *rewrite, struct table *table)
{
	list_each (struct column **, column, &table->columns) {
		in_type(rewrite, &(*column)->type);
		in_expression(rewrite, &(*column)->default_value);
		in_expression(rewrite, &(*column)->generated);
	}
	list_each (struct constraint **, constraint, &table->constraints)
		in_constraint(rewrite, *constraint);
	list_each (struct index **, index, &table->indexes)
		in_index(rewrite, *index);
}

static void in_domain(const struct rewrite *rewrite, struct domain *domain)
{
	in_type(rewrite, &domain->base);
	in_expression(rewrite, &domain->default_value);
	list_each (struct constraint **, check, &domain->checks)
		in_constraint(rewrite, *check);
}

void rewrite_mentions(struct arena *arena, struct schema *schema, enum object_kind kind,
	struct qualified from, struct qualified to)
{
	struct rewrite rewrite = rewrite_of(arena, kind, from, to);
	list_each (struct table **, table, &schema->tables)
		in_table(&rewrite, *table);
	list_each (struct domain **, domain, &schema->domains)
		in_domain(&rewrite, *domain);
	if (kind != OBJECT_TABLE)
		return;
	list_each (struct sequence **, sequence, &schema->sequences) {
		if (qualified_equal((*sequence)->owner_table, from))
			(*sequence)->owner_table = to;
	}
}

void rewrite_column_mentions(struct arena *arena, struct schema *schema, struct table *table,
	const char *from, const char *to)
{
	static const struct sql_renames none = {0};
	struct rewrite rewrite = rewrite_of(
		arena, OBJECT_COLUMN, (struct qualified){NULL, from}, (struct qualified){NULL, to});
	in_table(&rewrite, table);
	list_each (struct table **, other, &schema->tables) {
		list_each (struct constraint **, constraint, &(*other)->constraints) {
			if ((*constraint)->type == CONSTRAINT_FOREIGN_KEY &&
				qualified_equal((*constraint)->references, table->object.name))
				sql_rename_constraint(arena, *constraint, &none, &rewrite.renames);
		}
	}
	list_each (struct sequence **, sequence, &schema->sequences) {
		if (qualified_equal((*sequence)->owner_table, table->object.name) &&
			strcmp((*sequence)->owner_column, from) == 0)
			(*sequence)->owner_column = to;
	}
}
