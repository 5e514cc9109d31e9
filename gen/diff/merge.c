/* Two schemas that came from one, made one again; see merge.h. */
#include "diff/merge.h"

#include "diff/objects.h"

#include <stddef.h>
#include <string.h>

struct merge {
	struct arena *arena;
	struct merge_side left, right;
	struct diag *diag;
};

/* One name as the three schemas have it; NULL where they do not. */
struct three {
	struct object *base, *left, *right;
};

static const char *verb(const struct object *base, const struct object *side)
{
	return !base ? "creates" : !side ? "drops" : "changes";
}

static void collide(struct merge *merge, const struct object *parent, const struct three *three)
{
	const struct object *some = three->left    ? three->left
				    : three->right ? three->right
						   : three->base;
	const struct object *there = three->right ? three->right : some;
	const char *name = qualified_text(merge->arena, some->name);
	if (parent)
		name = arena_printf(
			merge->arena, "%s.%s", qualified_text(merge->arena, parent->name), name);
	diag_error(merge->diag, there->place, "\"%s\" %s %s \"%s\", which \"%s\" %s too",
		merge->right.id, verb(three->base, three->right), object_kind_name(some->kind),
		name, merge->left.id, verb(three->base, three->left));
	if (three->left && three->left != there)
		diag_note(merge->diag, three->left->place, "the other one");
}

static bool same(const struct object *a, const struct object *b)
{
	return a == b || (a && b && object_equal(a, b));
}

static bool same_comment(const struct object *a, const struct object *b)
{
	return strings_equal(a->comment, b->comment);
}

/* The one that has changed, or what both left alone; *both: each has changed. */
static struct object *choose(const struct three *three, bool *both)
{
	bool left_as_before = same(three->base, three->left);
	bool right_as_before = same(three->base, three->right);
	*both = !left_as_before && !right_as_before;
	return left_as_before ? three->right : three->left;
}

static struct three find_three(const struct objects *base, const struct objects *left,
	const struct objects *right, struct qualified name)
{
	return (struct three){
		.base = objects_find(base, name),
		.left = objects_find(left, name),
		.right = objects_find(right, name),
	};
}

/* The parts of one kind of a table that both sides changed, in left's order, then right's own. */
static struct objects merge_parts(
	struct merge *merge, const struct three *table, enum object_kind kind)
{
	struct objects base = objects_within(merge->arena, table->base, kind);
	struct objects left = objects_within(merge->arena, table->left, kind);
	struct objects right = objects_within(merge->arena, table->right, kind);
	struct objects all = {0}, merged = {0};
	list_each (struct object **, each, &left)
		list_push(merge->arena, &all, *each);
	list_each (struct object **, each, &right) {
		if (!objects_find(&left, (*each)->name))
			list_push(merge->arena, &all, *each);
	}
	list_each (struct object **, each, &base) {
		if (!objects_find(&all, (*each)->name))
			list_push(merge->arena, &all, *each);
	}
	list_each (struct object **, each, &all) {
		struct three three = find_three(&base, &left, &right, (*each)->name);
		bool both;
		struct object *chosen = choose(&three, &both);
		if (both)
			collide(merge, table->left, &three);
		if (chosen)
			list_push(merge->arena, &merged, chosen);
	}
	return merged;
}

/* Of two sides that changed a yes or no, both have changed it to the same. */
static bool merge_flags(bool base, bool left, bool right)
{
	return left == base ? right : left;
}

/* Each by itself; false when both sides have given one another value. */
static bool merge_parameters(struct arena *arena, const struct parameters *base,
	const struct parameters *left, const struct parameters *right, struct parameters *merged)
{
	bool good = true;
	for (size_t i = 0, j = 0; i < left->count || j < right->count;) {
		int order = i == left->count    ? 1
			    : j == right->count ? -1
						: strcmp(left->items[i].name, right->items[j].name);
		const char *name = order <= 0 ? left->items[i].name : right->items[j].name;
		const char *before = parameter_value(base, name);
		const char *in_left = parameter_value(left, name);
		const char *in_right = parameter_value(right, name);
		bool left_as_before = strings_equal(before, in_left);
		struct parameter parameter = {name, left_as_before ? in_right : in_left};
		good &= left_as_before || strings_equal(before, in_right) ||
			strings_equal(in_left, in_right);
		if (parameter.value)
			list_push(arena, merged, parameter);
		i += order <= 0;
		j += order >= 0;
	}
	return good;
}

/* A string of a table, at its offset; false when both sides have given it another value. */
static bool merge_strings(const struct table *sides[3], size_t offset, struct table *merged)
{
	const char *values[3];
	for (size_t i = 0; i < 3; i++)
		memcpy(&values[i], (const char *)sides[i] + offset, sizeof values[i]);
	bool as_before = strings_equal(values[0], values[1]);
	memcpy((char *)merged + offset, &values[as_before ? 2 : 1], sizeof values[0]);
	return as_before || strings_equal(values[0], values[2]) ||
	       strings_equal(values[1], values[2]);
}

/* Whether both are partitions of the same rows, or children of the same parents. */
static bool same_place(const struct table *a, const struct table *b)
{
	bool same = qualified_equal(a->partition_of, b->partition_of) &&
		    strings_equal(a->bound, b->bound) && a->inherits.count == b->inherits.count;
	for (size_t i = 0; same && i < a->inherits.count; i++)
		same = qualified_equal(a->inherits.items[i], b->inherits.items[i]);
	return same;
}

/* What a table is beside its name and its parts. */
static void merge_attributes(struct merge *merge, const struct three *three, struct table *table)
{
	const struct table *base = (const struct table *)three->base;
	const struct table *left = (const struct table *)three->left;
	const struct table *right = (const struct table *)three->right;
	table->unlogged = merge_flags(base->unlogged, left->unlogged, right->unlogged);
	table->row_security =
		merge_flags(base->row_security, left->row_security, right->row_security);
	table->force_row_security = merge_flags(
		base->force_row_security, left->force_row_security, right->force_row_security);
	bool good = merge_parameters(merge->arena, &base->parameters, &left->parameters,
		&right->parameters, &table->parameters);
	const struct table *sides[] = {base, left, right};
	good &= merge_strings(sides, offsetof(struct table, access_method), table);
	good &= merge_strings(sides, offsetof(struct table, tablespace), table);
	good &= merge_strings(sides, offsetof(struct table, replica_identity), table);
	good &= merge_strings(sides, offsetof(struct table, clustered_on), table);
	good &= merge_strings(sides, offsetof(struct table, partition_by), table);
	table->partition_mentions = strings_equal(table->partition_by, left->partition_by)
					    ? left->partition_mentions
					    : right->partition_mentions;
	bool left_moved = !same_place(base, left), right_moved = !same_place(base, right);
	const struct table *place = left_moved ? left : right;
	table->partition_of = place->partition_of;
	table->bound = place->bound;
	table->inherits = place->inherits;
	if (!good || (left_moved && right_moved && !same_place(left, right)))
		collide(merge, NULL, three);
}

static struct object *merge_tables(
	struct merge *merge, struct schema *merged, const struct three *three)
{
	struct table *table = arena_new(merge->arena, struct table);
	const struct table *left = (const struct table *)three->left;
	bool left_comment = !same_comment(three->base, three->left);
	bool right_comment = !same_comment(three->base, three->right);
	table->object = left->object;
	table->tag = left->tag;
	if (right_comment)
		table->object.comment = three->right->comment;
	if (left_comment && right_comment)
		collide(merge, NULL, three);
	merge_attributes(merge, three, table);
	struct objects columns = merge_parts(merge, three, OBJECT_COLUMN);
	struct objects constraints = merge_parts(merge, three, OBJECT_CONSTRAINT);
	struct objects indexes = merge_parts(merge, three, OBJECT_INDEX);
	list_each (struct object **, each, &columns)
		table_add_column(table, (struct column *)*each, merge->arena);
	list_each (struct object **, each, &constraints)
		table_add_constraint(merged, table, (struct constraint *)*each);
	list_each (struct object **, each, &indexes)
		table_add_index(merged, table, (struct index *)*each);
	return &table->object;
}

static void merge_one(struct merge *merge, struct schema *merged, const struct three *three)
{
	bool both;
	struct object *chosen = choose(three, &both);
	if (both && three->base && three->left && three->right && three->left->kind == OBJECT_TABLE)
		chosen = merge_tables(merge, merged, three);
	else if (both)
		collide(merge, NULL, three);
	if (chosen)
		schema_add(merged, chosen);
}

static void merge_name(struct merge *merge, const struct schema *base, struct schema *merged,
	const struct object *object)
{
	struct three three = {
		.base = schema_find(base, object->kind, object->name),
		.left = schema_find(merge->left.schema, object->kind, object->name),
		.right = schema_find(merge->right.schema, object->kind, object->name),
	};
	merge_one(merge, merged, &three);
}

/* Each name once: where left, else right, else only base has it. */
static void merge_kind(struct merge *merge, const struct schema *base, struct schema *merged,
	enum object_kind kind)
{
	const struct schema *left = merge->left.schema, *right = merge->right.schema;
	struct objects in_left = objects_of(merge->arena, left, kind);
	struct objects in_right = objects_of(merge->arena, right, kind);
	struct objects in_base = objects_of(merge->arena, base, kind);
	list_each (struct object **, each, &in_left)
		merge_name(merge, base, merged, *each);
	list_each (struct object **, each, &in_right) {
		if (!schema_find(left, kind, (*each)->name))
			merge_name(merge, base, merged, *each);
	}
	list_each (struct object **, each, &in_base) {
		if (!schema_find(left, kind, (*each)->name) &&
			!schema_find(right, kind, (*each)->name))
			merge_name(merge, base, merged, *each);
	}
}

bool diff_merge(struct arena *arena, const struct schema *base, struct merge_side left,
	struct merge_side right, struct schema *merged, struct diag *diag)
{
	struct merge merge = {arena, left, right, diag};
	size_t errors = diag->errors;
	schema_init(merged, arena);
	for (int kind = 0; kind < TOP_LEVEL_KINDS; kind++)
		merge_kind(&merge, base, merged, (enum object_kind)kind);
	return diag->errors == errors && schema_check(merged, diag);
}
