/* Domains, and the names of collations. */
#include "schema/names.h"
#include "schema/sql_writing.h"

#include <string.h>

static const struct sql_frame frame = {"CREATE DOMAIN d AS ", ""};

static bool read_expression(struct sql_tree *tree, struct arena *arena, PgQuery__Node *node,
	struct expression *expression, struct sql_error *error)
{
	if (!sql_check_expressions(arena, frame, &node->base, error))
		return false;
	expression->sql = sql_node_text(tree, arena, node);
	sql_mentions(arena, &node->base, &expression->mentions);
	return expression->sql || sql_cannot_write(arena, error);
}

static bool has_check(const struct domain *domain, const char *name)
{
	list_each (struct constraint **, check, &domain->checks) {
		if (strcmp((*check)->object.name.name, name) == 0)
			return true;
	}
	return false;
}

static const char *choose_name(struct arena *arena, const struct domain *domain)
{
	const char *name = name_make(arena, domain->object.name.name, NULL, "check");
	for (int i = 1; has_check(domain, name); i++)
		name = name_make(
			arena, domain->object.name.name, NULL, arena_printf(arena, "check%d", i));
	return name;
}

static bool add_check(struct sql_tree *tree, struct arena *arena, const PgQuery__Constraint *node,
	struct domain *domain, struct sql_error *error)
{
	struct expression inside = {0};
	if (node->skip_validation)
		return sql_refuse(arena, error, 0,
			"NOT VALID describes a step of a migration, not the domain; leave it out");
	if (!read_expression(tree, arena, node->raw_expr, &inside, error))
		return false;
	struct constraint *check = arena_new(arena, struct constraint);
	check->object.kind = OBJECT_CONSTRAINT;
	check->object.place = domain->object.place;
	check->object.revision = domain->object.revision;
	check->object.name.name =
		*node->conname ? arena_strdup(arena, node->conname) : choose_name(arena, domain);
	check->type = CONSTRAINT_CHECK;
	check->definition = arena_printf(arena, "CHECK (%s)", inside.sql);
	check->mentions = inside.mentions;
	check->columns = inside.mentions.columns;
	list_push(arena, &domain->checks, check);
	return true;
}

static bool read_constraint(struct sql_tree *tree, struct arena *arena,
	const PgQuery__Constraint *node, struct domain *domain, struct sql_error *error)
{
	switch (node->contype) {
	case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
		domain->not_null = true;
		return true;
	case PG_QUERY__CONSTR_TYPE__CONSTR_NULL:
		return true;
	case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
		if (domain->default_value.sql)
			return sql_refuse(arena, error, 0, "a domain has one default");
		return read_expression(tree, arena, node->raw_expr, &domain->default_value, error);
	case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
		return add_check(tree, arena, node, domain, error);
	default:
		return sql_refuse(arena, error, 0,
			"a domain takes CHECK, DEFAULT, NOT NULL and COLLATE, nothing else");
	}
}

static const char *dotted(struct arena *arena, PgQuery__Node *const *nodes, size_t count)
{
	struct qualified name = sql_node_name(nodes, count);
	if (name.schema && strcmp(name.schema, "pg_catalog") == 0)
		name.schema = NULL;
	struct qualified copy = {
		.schema = arena_strdup(arena, name.schema), .name = arena_strdup(arena, name.name)};
	return sql_qualified(arena, copy);
}

static bool read_domain(struct sql_tree *tree, struct arena *arena, PgQuery__CreateDomainStmt *node,
	struct domain *domain, struct sql_error *error)
{
	if (!sql_read_type(tree, arena, node->type_name, &domain->base, error))
		return false;
	sql_normalise(tree, &node->base);
	if (node->coll_clause)
		domain->collation =
			dotted(arena, node->coll_clause->collname, node->coll_clause->n_collname);
	for (size_t i = 0; i < node->n_constraints; i++) {
		if (!read_constraint(tree, arena, node->constraints[i]->constraint, domain, error))
			return false;
	}
	return true;
}

bool sql_domain(
	struct arena *arena, const char *text, struct domain *domain, struct sql_error *error)
{
	struct sql_tree tree;
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	PgQuery__CreateDomainStmt *node =
		SQL_NODE(tree.statement, CREATE_DOMAIN_STMT, create_domain_stmt);
	domain->collation = NULL;
	domain->not_null = false;
	domain->default_value = (struct expression){0};
	domain->checks = (struct constraints){0};
	bool good = node ? read_domain(&tree, arena, node, domain, error)
			 : sql_refuse(arena, error, 0, "a domain's definition is expected here");
	sql_tree_finish(&tree);
	return good;
}

const char *sql_collation(struct arena *arena, const char *text)
{
	struct sql_tree tree;
	struct sql_error error;
	static const struct sql_frame collate = {SQL_SELECT "a COLLATE ", ""};
	if (!strchr(text, '"') || !sql_tree_parse(&tree, arena, collate, text, &error))
		return sql_identifier(arena, text);
	const PgQuery__Node *where = tree.statement->select_stmt->where_clause;
	const PgQuery__CollateClause *clause = SQL_NODE(where, COLLATE_CLAUSE, collate_clause);
	const char *name = clause ? dotted(arena, clause->collname, clause->n_collname)
				  : sql_identifier(arena, text);
	sql_tree_finish(&tree);
	return name;
}
