/* What the bound of a partition says of a row, as the server would ask it: so that a check can say
 * it first. */
#include "schema/sql_writing.h"

#include <string.h>

#define BY "CREATE TABLE t () PARTITION BY "
#define OF "CREATE TABLE p PARTITION OF t "

enum { MOST_KEYS = 32 }; /* the server's own limit */

struct bound {
	struct arena *arena;
	const struct table *parent;
	struct sql_tree key_tree, tree;
	const char *keys[MOST_KEYS];
	const struct column *columns[MOST_KEYS]; /* NULL: an expression */
	size_t count;
	bool failed;
	const PgQuery__PartitionBoundSpec *spec;
	struct text text;
};

/* MINVALUE or MAXVALUE, which come as columns; or NULL. */
static const char *limit(const PgQuery__Node *node)
{
	const PgQuery__ColumnRef *column = SQL_NODE(node, COLUMN_REF, column_ref);
	const char *name =
		column && column->n_fields == 1 ? sql_node_string(column->fields[0]) : NULL;
	return name && (strcmp(name, "minvalue") == 0 || strcmp(name, "maxvalue") == 0) ? name
											: NULL;
}

static const char *taken(struct bound *bound, struct writing *writing)
{
	bound->failed |= writing->failed;
	return text_take(&writing->text, bound->arena);
}

/* A key with another collation or class of operators compares otherwise than a check would. */
static bool read_keys(struct bound *bound)
{
	const PgQuery__CreateStmt *node =
		SQL_NODE(bound->key_tree.statement, CREATE_STMT, create_stmt);
	const PgQuery__PartitionSpec *spec = node ? node->partspec : NULL;
	for (size_t i = 0; spec && i < spec->n_part_params && i < MOST_KEYS; i++) {
		const PgQuery__PartitionElem *element = spec->part_params[i]->partition_elem;
		struct writing to = {.tree = &bound->key_tree};
		PgQuery__IndexElem like = PG_QUERY__INDEX_ELEM__INIT;
		if (element->n_collation || element->n_opclass)
			return false;
		like.name = element->name;
		like.expr = element->expr;
		writing_element(&to, &like);
		bound->columns[bound->count] =
			*element->name ? table_column(bound->parent, element->name) : NULL;
		bound->keys[bound->count++] = taken(bound, &to);
	}
	return bound->count > 0;
}

/* Anything else is computed when the table is attached, and may have another type than the key. */
static bool are_constants(PgQuery__Node *const *nodes, size_t count, bool limits)
{
	for (size_t i = 0; i < count; i++) {
		if (!SQL_NODE(nodes[i], A_CONST, a_const) && !(limits && limit(nodes[i])))
			return false;
	}
	return true;
}

static const char *datum(struct bound *bound, PgQuery__Node *node)
{
	struct writing to = {.tree = &bound->tree};
	writing_expression(&to, node);
	return taken(bound, &to);
}

static void compare(struct bound *bound, size_t key, const char *operator, PgQuery__Node * node)
{
	text_printf(&bound->text, "%s %s %s", bound->keys[key], operator, datum(bound, node));
}

static bool is(const char *word, const char *expected)
{
	return word && strcmp(word, expected) == 0;
}

/* One end, from the first column on that both ends do not share: beyond its first value, or at it
 * and beyond its second … The lower end belongs to the partition, the upper one does not. */
static void put_end(struct bound *bound, PgQuery__Node *const *nodes, size_t first, bool lower)
{
	for (size_t last = first; last < bound->count && !limit(nodes[last]); last++) {
		bool is_last = last + 1 == bound->count;
		const char *next = is_last ? NULL : limit(nodes[last + 1]);
		bool within = is_last ? lower : is(next, lower ? "minvalue" : "maxvalue");
		text_put(&bound->text, last == first ? " AND (" : " OR ");
		for (size_t i = first; i < last; i++) {
			compare(bound, i, "=", nodes[i]);
			text_put(&bound->text, " AND ");
		}
		compare(bound, last, lower ? (within ? ">=" : ">") : (within ? "<=" : "<"),
			nodes[last]);
	}
	if (!limit(nodes[first]))
		text_put(&bound->text, ")");
}

static bool put_range(struct bound *bound)
{
	PgQuery__Node *const *lower = bound->spec->lowerdatums, *const *upper =
									bound->spec->upperdatums;
	if (bound->spec->n_lowerdatums != bound->count ||
		bound->spec->n_upperdatums != bound->count ||
		!are_constants(lower, bound->count, true) ||
		!are_constants(upper, bound->count, true))
		return false;
	for (size_t i = 0; i < bound->count; i++)
		text_printf(&bound->text, "%s%s IS NOT NULL", i ? " AND " : "", bound->keys[i]);
	size_t first = 0;
	while (first + 1 < bound->count && !limit(lower[first]) && !limit(upper[first]) &&
		strcmp(datum(bound, lower[first]), datum(bound, upper[first])) == 0) {
		text_put(&bound->text, " AND ");
		compare(bound, first, "=", lower[first]);
		first++;
	}
	put_end(bound, lower, first, true);
	put_end(bound, upper, first, false);
	return true;
}

static bool put_list(struct bound *bound)
{
	PgQuery__Node *const *values = bound->spec->listdatums;
	size_t count = bound->spec->n_listdatums, said = 0;
	if (bound->count != 1 || !are_constants(values, count, false))
		return false;
	struct text list = {0};
	for (size_t i = 0; i < count; i++) {
		const PgQuery__AConst *constant = SQL_NODE(values[i], A_CONST, a_const);
		if (!constant->isnull)
			text_printf(&list, "%s%s", said++ ? ", " : "", datum(bound, values[i]));
	}
	text_printf(&bound->text, "%s IS %sNULL", *bound->keys, said == count ? "NOT " : "");
	if (said)
		text_printf(&bound->text, " %s %s IN (%s)", said == count ? "AND" : "OR",
			*bound->keys, text_string(&list));
	text_finish(&list);
	return true;
}

/* Of text a check would hash with a collation, the server does without: to it these are not the
 * same. */
static bool has_no_collation(const struct column *column)
{
	static const char *const types[] = {"smallint", "integer", "bigint", "numeric", "real",
		"double", "boolean", "date", "time", "interval", "uuid", "bytea", "inet", "cidr",
		"oid"};
	for (size_t i = 0; column && !column->type.user.name && i < sizeof types / sizeof *types;
		i++) {
		if (strncmp(column->type.text, types[i], strlen(types[i])) == 0)
			return true;
	}
	return false;
}

/* What the server itself asks. It hashes by the parent, which must be there. */
static bool put_hash(struct bound *bound)
{
	text_printf(&bound->text, "satisfies_hash_partition(%s::regclass, %d, %d",
		sql_literal(bound->arena, sql_qualified(bound->arena, bound->parent->object.name)),
		(int)bound->spec->modulus, (int)bound->spec->remainder);
	for (size_t i = 0; i < bound->count; i++) {
		if (!has_no_collation(bound->columns[i]))
			return false;
		text_printf(&bound->text, ", %s", bound->keys[i]);
	}
	text_put(&bound->text, ")");
	return true;
}

static bool put_bound(struct bound *bound)
{
	const PgQuery__CreateStmt *node = SQL_NODE(bound->tree.statement, CREATE_STMT, create_stmt);
	bound->spec = node ? node->partbound : NULL;
	if (!bound->spec || bound->spec->is_default || !read_keys(bound))
		return false;
	return *bound->spec->strategy == 'r'   ? put_range(bound)
	       : *bound->spec->strategy == 'l' ? put_list(bound)
					       : put_hash(bound);
}

const char *sql_bound_condition(struct arena *arena, const struct table *parent, const char *text)
{
	static const struct sql_frame key_frame = {BY, ""}, bound_frame = {OF, ""};
	struct bound bound = {.arena = arena, .parent = parent};
	struct sql_error error;
	const char *condition = NULL;
	if (!sql_tree_parse(&bound.key_tree, arena, key_frame, parent->partition_by, &error))
		return NULL;
	if (sql_tree_parse(&bound.tree, arena, bound_frame, text, &error)) {
		bool said = put_bound(&bound) && !bound.failed;
		condition = said ? arena_strdup(arena, text_string(&bound.text)) : NULL;
		text_finish(&bound.text);
		sql_tree_finish(&bound.tree);
	}
	sql_tree_finish(&bound.key_tree);
	return condition;
}
