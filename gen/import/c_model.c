/* Names and types in C for a whole schema. */
#include "import/import.h"

#include "import/c_names.h"
#include "import/c_types.h"

#include <stdlib.h>
#include <string.h>

/* A type of C that needs a name: the struct of a table, view or composite type, an enum, a
 * typedef. */
struct c_tag {
	const struct object *object;
	const char **name;  /* where it goes */
	const char *wanted; /* what the SQL name makes of itself */
	const char *ending; /* sets it apart from others: "_row" */
	bool exact;         /* wanted is the SQL name to the letter */
};
LIST(struct c_tag, c_tags);

struct naming {
	struct arena *arena;
	struct schema *schema;
	struct c_names names; /* tags, typedefs and enumerators */
	struct map hidden;    /* hidden_key of what no typedef of that domain may be called, because
				 a struct that uses it has such a member */
};

/* Which types there are, in the order in which they choose. */

static void add_tag(struct naming *naming, struct c_tags *tags, const struct object *object,
	const char **name, const char *ending)
{
	if (*name) {
		c_take(&naming->names, *name);
		return;
	}
	struct c_tag tag = {.object = object, .name = name, .ending = ending};
	tag.wanted = c_lower(naming->arena, object->name.name);
	tag.exact = strcmp(tag.wanted, object->name.name) == 0;
	if (!*tag.wanted)
		tag.wanted = c_lower(naming->arena, object_kind_name(object->kind));
	list_push(naming->arena, tags, tag);
}

static int compare_strings(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

/* The configured schema's first, and of each schema's those that look in C as in SQL. */
static int compare_tags(const void *a, const void *b)
{
	const struct c_tag *left = a, *right = b;
	int order = compare_strings(left->object->name.schema, right->object->name.schema);
	if (order == 0)
		order = right->exact - left->exact;
	if (order == 0)
		order = strcmp(left->object->name.name, right->object->name.name);
	return order ? order : (int)left->object->kind - (int)right->object->kind;
}

static void collect_tags(struct naming *naming, struct c_tags *tags)
{
	struct schema *schema = naming->schema;
	list_each (struct table **, table, &schema->tables)
		add_tag(naming, tags, &(*table)->object, &(*table)->tag, "_row");
	list_each (struct view **, view, &schema->views)
		add_tag(naming, tags, &(*view)->object, &(*view)->tag, "_view");
	list_each (struct composite **, composite, &schema->composites)
		add_tag(naming, tags, &(*composite)->object, &(*composite)->tag, "_type");
	list_each (struct enum_type **, type, &schema->enums)
		add_tag(naming, tags, &(*type)->object, &(*type)->tag, "_type");
	list_each (struct domain **, domain, &schema->domains)
		add_tag(naming, tags, &(*domain)->object, &(*domain)->typedef_name, "_t");
	if (tags->count)
		qsort(tags->items, tags->count, sizeof *tags->items, compare_tags);
}

static const char *hidden_key(
	const struct naming *naming, struct qualified domain, const char *member)
{
	return arena_printf(naming->arena, "%s\n%s", member, schema_key(naming->arena, domain));
}

static bool is_free(const struct naming *naming, const struct c_tag *tag, const char *name)
{
	if (c_is_known_type(name) || c_taken(&naming->names, name))
		return false;
	return tag->object->kind != OBJECT_DOMAIN ||
	       (!c_is_known_function(name) &&
		       !map_get(&naming->hidden, hidden_key(naming, tag->object->name, name)));
}

/* "orders"; of a schema besides the configured one, when that is taken, "audit_orders"; else
 * "orders_row", "orders_row_2", … */
static void choose_tag(struct naming *naming, const struct c_tag *tag)
{
	struct arena *arena = naming->arena;
	const char *schema = tag->object->name.schema, *choice = tag->wanted;
	if (!is_free(naming, tag, choice) && schema)
		choice = arena_printf(arena, "%s_%s", c_lower(arena, schema), tag->wanted);
	if (!is_free(naming, tag, choice))
		choice = arena_printf(arena, "%s%s", tag->wanted, tag->ending);
	const char *numbered = choice;
	for (int i = 2; !is_free(naming, tag, numbered); i++)
		numbered = arena_printf(arena, "%s_%d", choice, i);
	*tag->name = c_take(&naming->names, numbered);
}

/* Members. */

static void name_member(struct c_names *names, struct column *column, bool exact)
{
	const char *name = column->object.name.name;
	const char *wanted = c_identifier(names->arena, name);
	if (column->member || (strcmp(wanted, name) == 0 && !c_is_keyword(name)) != exact)
		return;
	if (!*wanted)
		wanted = "column";
	if (c_is_keyword(wanted))
		wanted = arena_printf(names->arena, "%s_", wanted);
	column->member = c_take(names, wanted);
}

/* Those that look in C as in SQL choose first. */
static void name_members(struct naming *naming, const struct columns *columns)
{
	struct c_names names = {.arena = naming->arena};
	list_each (struct column **, column, columns) {
		if ((*column)->member)
			c_take(&names, (*column)->member);
	}
	list_each (struct column **, column, columns)
		name_member(&names, *column, true);
	list_each (struct column **, column, columns)
		name_member(&names, *column, false);
}

/* In C++ "email email;" is an error: within the struct the name has changed its meaning. */
static void note_hidden(struct naming *naming, const struct columns *columns)
{
	struct map noted = {0};
	list_each (struct column **, column, columns) {
		struct qualified type = (*column)->type.user;
		if (!type.name || !schema_find(naming->schema, OBJECT_DOMAIN, type) ||
			map_get(&noted, schema_key(naming->arena, type)))
			continue;
		map_put(naming->arena, &noted, schema_key(naming->arena, type), naming);
		list_each (struct column **, each, columns)
			map_put(naming->arena, &naming->hidden,
				hidden_key(naming, type, (*each)->member), naming);
	}
}

static void type_members(struct naming *naming, const struct columns *columns)
{
	list_each (struct column **, column, columns) {
		if (!(*column)->c.base)
			(*column)->c = c_type_for(naming->arena, naming->schema, &(*column)->type,
				(*column)->not_null);
	}
}

/* Does to the columns of every struct that there will be. */
static void each_struct(
	struct naming *naming, void (*function)(struct naming *, const struct columns *))
{
	list_each (struct table **, table, &naming->schema->tables)
		function(naming, &(*table)->columns);
	list_each (struct view **, view, &naming->schema->views)
		function(naming, &(*view)->columns);
	list_each (struct composite **, composite, &naming->schema->composites)
		function(naming, &(*composite)->columns);
}

/* Enumerators. */

static const char *enumerator(
	struct naming *naming, const char *prefix, const struct enum_type *type, size_t i)
{
	const char *word = c_upper(naming->arena, type->labels.items[i]->object.name.name);
	return *word ? arena_printf(naming->arena, "%s_%s", prefix, word)
		     : arena_printf(naming->arena, "%s_%zu", prefix, i + 1);
}

static bool all_free(struct naming *naming, const char *prefix, const struct enum_type *type)
{
	for (size_t i = 0; i < type->labels.count; i++) {
		const char *name = enumerator(naming, prefix, type, i);
		if (c_taken(&naming->names, name) || c_is_known_enumerator(name))
			return false;
	}
	return true;
}

/* KIND_OPEN, or KIND_TYPE_OPEN when somebody has one of them. */
static void name_enumerators(struct naming *naming, struct enum_type *type)
{
	const char *prefix = c_upper(naming->arena, type->tag);
	if (!all_free(naming, prefix, type))
		prefix = arena_printf(naming->arena, "%s_TYPE", prefix);
	for (size_t i = 0; i < type->labels.count; i++) {
		struct label *label = type->labels.items[i];
		if (!label->enumerator)
			label->enumerator =
				c_take(&naming->names, enumerator(naming, prefix, type, i));
	}
}

/* A typedef is a value, whatever stands behind it: text needs no db_text there. */
static struct c_type domain_type(struct schema *schema, const struct domain *domain)
{
	struct c_type c = c_type_for(schema->arena, schema, &domain->base, true);
	return strcmp(c.base, "db_text") == 0
		       ? c_type_for(schema->arena, schema, &domain->base, false)
		       : c;
}

void import_c_model(struct schema *schema)
{
	struct naming naming = {.arena = schema->arena, .schema = schema};
	struct c_tags tags = {0};
	naming.names.arena = schema->arena;
	each_struct(&naming, name_members);
	each_struct(&naming, note_hidden);
	collect_tags(&naming, &tags);
	list_each (const struct c_tag *, tag, &tags)
		choose_tag(&naming, tag);
	list_each (const struct c_tag *, tag, &tags) {
		if (tag->object->kind == OBJECT_ENUM)
			name_enumerators(&naming, (struct enum_type *)tag->object);
	}
	list_each (struct domain **, domain, &schema->domains) {
		if (!(*domain)->c.base)
			(*domain)->c = domain_type(schema, *domain);
	}
	each_struct(&naming, type_members);
}
