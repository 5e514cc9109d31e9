/* Casts of two operands; see sql_natural.c. */
#include "schema/sql_natural.h"

#include <string.h>

static bool one_of(const char *name, const char *names)
{
	size_t length = strlen(name);
	for (const char *at = names; length && (at = strstr(at, name)); at += length) {
		if ((at == names || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	}
	return false;
}

PgQuery__Node *natural_constant(const PgQuery__Node *node, struct kind *kind)
{
	const PgQuery__TypeCast *cast = SQL_NODE(node, TYPE_CAST, type_cast);
	const PgQuery__AConst *constant = cast ? SQL_NODE(cast->arg, A_CONST, a_const) : NULL;
	if (!constant || cast->type_name->n_typmods ||
		(!constant->isnull && constant->val_case != PG_QUERY__A__CONST__VAL_SVAL))
		return NULL;
	*kind = natural_kind_of(cast->type_name);
	return cast->arg;
}

static bool is_text_constant(const PgQuery__Node *node)
{
	struct kind kind;
	return sql_constant_string(node) ||
	       (natural_constant(node, &kind) && kind_is(kind, "text"));
}

PgQuery__Node *natural_relabelled(const struct natural *natural, const PgQuery__Node *node)
{
	const PgQuery__TypeCast *cast = SQL_NODE(node, TYPE_CAST, type_cast);
	if (!cast || SQL_NODE(cast->arg, A_CONST, a_const) || cast->type_name->n_typmods)
		return NULL;
	struct kind to = natural_kind_of(cast->type_name);
	struct kind from = natural_kind(natural, cast->arg), base = natural_base(natural, from);
	bool domain = from.user.name && base.name;
	if (kind_is(to, "text") && (kind_is(base, "varchar") || (domain && kind_is(base, "text"))))
		return cast->arg;
	return domain && base.dimensions == 0 && kind_equal(base, to) && !kind_is(to, "varchar")
		       ? cast->arg
		       : NULL;
}

#define COMPARISONS "= <> < > <= >="
#define PATTERNS "~~ !~~ ~~* !~~* ~ !~ ~* !~*"
#define ARITHMETIC "+ - * / %"

bool natural_compares(struct kind kind)
{
	if (kind.dimensions)
		return true;
	return kind.user.name ||
	       (kind.name &&
		       one_of(kind.name,
			       "bit bool bpchar bytea char cidr date float4 float8 inet int2 int4 "
			       "int8 interval jsonb macaddr macaddr8 money name numeric oid "
			       "int4range int8range numrange daterange tsrange tstzrange "
			       "pg_lsn text time timestamp timestamptz timetz tsquery tsvector "
			       "uuid varbit"));
}

static bool is_range(struct kind kind)
{
	return kind.name && kind.dimensions == 0 && strlen(kind.name) > strlen("range") &&
	       strcmp(kind.name + strlen(kind.name) - strlen("range"), "range") == 0;
}

/* Whether left op 'x' finds the operator by itself that takes a constant of type. */
static bool finds_constant(const char *operator, struct kind left, struct kind type)
{
	bool same = kind_equal(left, type);
	if (one_of(operator, COMPARISONS))
		return same && natural_compares(left);
	if (one_of(operator, PATTERNS))
		return kind_is(type, "text") &&
		       (same || kind_is(left, "bpchar") || kind_is(left, "name"));
	if (strcmp(operator, "||") == 0)
		return same && (kind_is(type, "text") || kind_is(type, "jsonb"));
	if (strcmp(operator, "&&") == 0)
		return same && (left.dimensions || is_range(left));
	if (one_of(operator, "@> <@"))
		return same && (left.dimensions || kind_is(left, "jsonb"));
	if (one_of(operator, "<< <<= >> >>="))
		return same && kind_is(left, "inet");
	if (one_of(operator, "-> ->>"))
		return kind_is(type, "text") && (kind_is(left, "json") || kind_is(left, "jsonb"));
	if (strcmp(operator, "?") == 0)
		return kind_is(type, "text") && kind_is(left, "jsonb");
	if (one_of(operator, "#> #>>"))
		return type.dimensions == 1 && type.name && strcmp(type.name, "text") == 0 &&
		       (kind_is(left, "json") || kind_is(left, "jsonb"));
	return false;
}

/* The number in (1)::numeric, which the other side's type makes of it anyway; else NULL. */
static PgQuery__Node *widened(const struct natural *natural, const PgQuery__Node *node,
	struct kind other, const char *operator)
{
	const PgQuery__TypeCast *cast = SQL_NODE(node, TYPE_CAST, type_cast);
	if (!cast || cast->type_name->n_typmods || sql_constant_string(cast->arg) ||
		!one_of(operator, COMPARISONS " " ARITHMETIC))
		return NULL;
	struct kind to = natural_kind_of(cast->type_name),
		    from = natural_base(natural, natural_kind(natural, cast->arg));
	if (!from.name || from.dimensions)
		return NULL;
	if (kind_is(to, "oid") && kind_is(other, "oid"))
		return kind_is(from, "int4") ? cast->arg : NULL;
	if (kind_is(to, "numeric") && kind_is(other, "numeric"))
		return one_of(from.name, "int2 int4 int8") ? cast->arg : NULL;
	if (!kind_is(to, "float8") || (!kind_is(other, "float8") && !kind_is(other, "float4")))
		return NULL;
	return one_of(from.name, "int2 int4 int8 numeric") ? cast->arg : NULL;
}

/* A varchar as it is, which becomes a text beside any constant. */
static bool is_varchar(const struct natural *natural, const PgQuery__Node *node)
{
	return SQL_NODE(node, COLUMN_REF, column_ref) &&
	       kind_is(natural_base(natural, natural_kind(natural, node)), "varchar");
}

static struct operands strings(const struct natural *natural, struct operands as)
{
	PgQuery__Node *left = natural_relabelled(natural, as.left);
	PgQuery__Node *right = natural_relabelled(natural, as.right);
	struct kind type;
	bool left_text = left && kind_is(natural_kind(natural, as.left), "text");
	bool right_text = right && kind_is(natural_kind(natural, as.right), "text");
	if (left_text && is_text_constant(as.right)) {
		PgQuery__Node *constant = natural_constant(as.right, &type);
		return (struct operands){left, constant ? constant : as.right};
	}
	if (right_text && is_text_constant(as.left)) {
		PgQuery__Node *constant = natural_constant(as.left, &type);
		return (struct operands){constant ? constant : as.left, right};
	}
	if (left_text && right_text)
		return (struct operands){left, right};
	PgQuery__Node *constant = natural_constant(as.right, &type);
	if (constant && kind_is(type, "text") && is_varchar(natural, as.left))
		return (struct operands){as.left, constant};
	if (left_text && kind_is(natural_kind(natural, as.right), "text") &&
		!SQL_NODE(as.right, TYPE_CAST, type_cast))
		return (struct operands){left, as.right};
	if (right_text && kind_is(natural_kind(natural, as.left), "text") &&
		!SQL_NODE(as.left, TYPE_CAST, type_cast))
		return (struct operands){as.left, right};
	return as;
}

/* (d)::integer > 0 of a domain d. */
static struct operands domains(
	const struct natural *natural, const char *operator, struct operands as)
{
	PgQuery__Node *left = natural_relabelled(natural, as.left);
	PgQuery__Node *right = natural_relabelled(natural, as.right);
	struct kind left_kind = natural_kind(natural, as.left), type;
	struct kind right_kind = natural_kind(natural, as.right);
	PgQuery__Node *constant = natural_constant(as.right, &type);
	if (!one_of(operator, COMPARISONS) || kind_is(left_kind, "text"))
		return as;
	if (left && constant && kind_equal(type, left_kind) && natural_compares(type))
		return (struct operands){left, constant};
	PgQuery__Node *number = left ? widened(natural, as.right, left_kind, operator) : NULL;
	if (number && SQL_NODE(number, A_CONST, a_const))
		return (struct operands){left, number};
	if (left && right && kind_equal(left_kind, right_kind))
		return (struct operands){left, right};
	if (left && SQL_NODE(as.right, A_CONST, a_const) && kind_equal(left_kind, right_kind))
		return (struct operands){left, as.right};
	return as;
}

struct operands natural_operands(
	const struct natural *natural, const char *operator, struct operands as)
{
	struct kind type;
	if (!as.left || !as.right)
		return as;
	if (one_of(operator, COMPARISONS " " PATTERNS " ||")) {
		struct operands found = strings(natural, as);
		if (found.left != as.left || found.right != as.right)
			return found;
		found = domains(natural, operator, as);
		if (found.left != as.left || found.right != as.right)
			return found;
	}
	struct kind left = natural_kind(natural, as.left);
	struct kind right = natural_kind(natural, as.right);
	PgQuery__Node *constant = natural_constant(as.right, &type);
	if (constant && !natural_constant(as.left, &left) && finds_constant(operator, left, type))
		return (struct operands){as.left, constant};
	constant = natural_constant(as.left, &type);
	if (constant && !natural_constant(as.right, &right) && kind_equal(right, type) &&
		one_of(operator, COMPARISONS " ||") && finds_constant(operator, right, type))
		return (struct operands){constant, as.right};
	PgQuery__Node *number = widened(natural, as.right, left, operator);
	if (number)
		return (struct operands){as.left, number};
	number = widened(natural, as.left, right, operator);
	if (number)
		return (struct operands){number, as.right};
	return as;
}
