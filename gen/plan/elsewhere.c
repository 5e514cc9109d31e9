/* The schema of some models, made from nothing in other schemas than theirs; see plan.h. */
#include "plan/plan.h"

#include "base/text.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/* ---- which names stand elsewhere ---- */

struct mover {
	struct arena *arena;
	const struct names *schemas;
	struct map objects; /* "schema.name" of everything that moves, as schema_key has it */
};

static size_t place_in(const struct names *names, const char *name)
{
	size_t i = 0;
	while (i < names->count && strcmp(names->items[i], name) != 0)
		i++;
	return i;
}

static void note(struct mover *mover, struct names *schemas, struct qualified name)
{
	if (!name.schema)
		return;
	name.suffix = NULL;
	if (place_in(schemas, name.schema) == schemas->count)
		list_push(mover->arena, schemas, name.schema);
	map_put(mover->arena, &mover->objects, schema_key(mover->arena, name), mover);
}

static void note_indexes(
	struct mover *mover, struct names *schemas, const char *schema, const struct indexes *list)
{
	list_each (struct index **, index, list)
		note(mover, schemas,
			(struct qualified){.schema = schema, .name = (*index)->object.name.name});
}

/* The names of everything that the change brings. */
static void note_created(struct mover *mover, struct names *schemas, const struct change *change)
{
	const struct object *object = change->to;
	if (change->kind != CHANGE_CREATE || object->kind == OBJECT_EXTENSION ||
		(int)object->kind >= TOP_LEVEL_KINDS)
		return;
	note(mover, schemas, object->name);
	if (object->kind == OBJECT_TABLE)
		note_indexes(mover, schemas, object->name.schema,
			&((const struct table *)object)->indexes);
	else if (object->kind == OBJECT_MATERIALIZED_VIEW)
		note_indexes(mover, schemas, object->name.schema,
			&((const struct view *)object)->indexes);
}

/* ---- a statement, token by token ---- */

static bool begins_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static bool is_in_name(char c)
{
	return begins_name(c) || (c >= '0' && c <= '9') || c == '$';
}

/* Past the quoted part that begins at sql, with that quote doubled inside, or escaped. */
static const char *skip_quoted(const char *sql, bool escapes)
{
	char quote = *sql++;
	for (; *sql; sql++) {
		if (escapes && *sql == '\\' && sql[1])
			sql++;
		else if (*sql == quote && sql[1] == quote)
			sql++;
		else if (*sql == quote)
			return sql + 1;
	}
	return sql;
}

/* Past a string between dollars, or past the dollar alone. */
static const char *skip_dollars(const char *sql)
{
	size_t tag = 1;
	while (is_in_name(sql[tag]) && sql[tag] != '$')
		tag++;
	if (sql[tag] != '$')
		return sql + 1;
	tag++;
	for (const char *at = sql + tag; *at; at++) {
		if (strncmp(at, sql, tag) == 0)
			return at + tag;
	}
	return sql + strlen(sql);
}

static const char *skip_comment(const char *sql)
{
	if (sql[1] == '-')
		return sql + strcspn(sql, "\n");
	const char *end = strstr(sql, "*/");
	return end ? end + 2 : sql + strlen(sql);
}

static const char *skip_number(const char *sql)
{
	while (is_in_name(*sql) || *sql == '.')
		sql++;
	return sql;
}

/* Reads a name, folded or unquoted as SQL does it; returns its end. NULL: there is none. */
static const char *read_name(struct arena *arena, const char *sql, const char **name)
{
	struct text text = {0};
	const char *end = sql;
	if (*sql == '"') {
		end = skip_quoted(sql, false);
		for (const char *c = sql + 1; c + 1 < end; c++) {
			text_put_char(&text, *c);
			c += *c == '"';
		}
	} else if (begins_name(*sql)) {
		for (; is_in_name(*end); end++)
			text_put_char(
				&text, *end >= 'A' && *end <= 'Z' ? (char)(*end | 0x20) : *end);
	} else {
		return NULL;
	}
	*name = text_take(&text, arena);
	return end;
}

static void put_place(struct text *text, size_t schema)
{
	text_printf(text, ELSEWHERE "%zu" ELSEWHERE, schema);
}

/* "schema.name" at sql, when that is something that moves: written with the schema's place instead.
 * Returns the end of what was written, NULL: nothing was. */
static const char *put_moved(const struct mover *mover, struct text *text, const char *sql)
{
	struct qualified name = {0};
	const char *end = read_name(mover->arena, sql, &name.schema);
	if (!end || *end != '.')
		return NULL;
	size_t place = place_in(mover->schemas, name.schema);
	const char *dot = end;
	end = place < mover->schemas->count ? read_name(mover->arena, dot + 1, &name.name) : NULL;
	if (!end || !map_get(&mover->objects, schema_key(mover->arena, name)))
		return NULL;
	put_place(text, place);
	text_put_n(text, dot, (size_t)(end - dot));
	return end;
}

/* A string may be the name of a relation, 'audit.orders_seq'::regclass. */
static const char *put_string(
	const struct mover *mover, struct text *text, const char *sql, bool escapes)
{
	const char *end = skip_quoted(sql, escapes);
	struct text moved = {0};
	const char *inner = put_moved(mover, &moved, sql + 1);
	if (inner && inner + 1 == end) {
		text_put_char(text, '\'');
		text_put(text, text_string(&moved));
		text_put_char(text, '\'');
	} else {
		text_put_n(text, sql, (size_t)(end - sql));
	}
	text_finish(&moved);
	return end;
}

struct reading {
	bool after_dot;    /* the name belongs to the one before */
	bool after_schema; /* the word SCHEMA stood before */
};

static const char *put_word(
	const struct mover *mover, struct text *text, const char *sql, struct reading *reading)
{
	const char *name, *end = reading->after_dot ? NULL : put_moved(mover, text, sql);
	if (end)
		return end;
	end = read_name(mover->arena, sql, &name);
	size_t place = place_in(mover->schemas, name);
	if (reading->after_schema && place < mover->schemas->count)
		put_place(text, place);
	else
		text_put_n(text, sql, (size_t)(end - sql));
	/* IF NOT EXISTS may stand in between */
	reading->after_schema =
		strcmp(name, "schema") == 0 ||
		(reading->after_schema && (strcmp(name, "if") == 0 || strcmp(name, "not") == 0 ||
						  strcmp(name, "exists") == 0));
	return end;
}

/* Writes the token at sql, returns its end. */
static const char *put_token(
	const struct mover *mover, struct text *text, const char *sql, struct reading *reading)
{
	bool escapes = (*sql == 'e' || *sql == 'E') && sql[1] == '\'';
	const char *end = sql + 1;
	if (*sql == '\'' || escapes) {
		if (escapes)
			text_put_char(text, *sql++);
		return put_string(mover, text, sql, escapes);
	}
	if (begins_name(*sql) || *sql == '"')
		return put_word(mover, text, sql, reading);
	if (*sql == '$')
		end = skip_dollars(sql);
	else if (strncmp(sql, "--", 2) == 0 || strncmp(sql, "/*", 2) == 0)
		end = skip_comment(sql);
	else if (*sql >= '0' && *sql <= '9')
		end = skip_number(sql);
	text_put_n(text, sql, (size_t)(end - sql));
	return end;
}

static const char *moved_statement(const struct mover *mover, const char *sql)
{
	struct text text = {0};
	struct reading reading = {0};
	while (*sql) {
		const char *end = put_token(mover, &text, sql, &reading);
		reading.after_dot = *sql == '.';
		sql = end;
	}
	return text_take(&text, mover->arena);
}

/* An operator's partners are looked up along the whole search_path, where the real ones stand,
 * which have their partners already. What is made elsewhere renders the same without them. */
static const char *without_partners(struct arena *arena, const char *sql)
{
	static const char *const options[] = {", COMMUTATOR = ", ", NEGATOR = "};
	if (strncmp(sql, "CREATE OPERATOR ", strlen("CREATE OPERATOR ")) != 0)
		return sql;
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		const char *at = strstr(sql, options[i]);
		if (!at)
			continue;
		const char *value = at + strlen(options[i]);
		bool qualified = strncmp(value, "OPERATOR(", strlen("OPERATOR(")) == 0;
		const char *end = value + strcspn(value, qualified ? ")" : ",)");
		sql = arena_printf(
			arena, "%.*s%s", (int)(at - sql), sql, qualified && *end ? end + 1 : end);
	}
	return sql;
}

/* ---- the whole ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What marks a place must not stand in a name or a text. */
static bool may_be_marked(const struct plan *plan, struct diag *diag)
{
	list_each (const struct statement *, statement, &plan->statements) {
		if (!strstr(statement->sql, ELSEWHERE))
			continue;
		diag_error(diag, statement->object ? statement->object->place : (struct place){0},
			"the character \\001 stands in a name or a text here; take it out");
		return false;
	}
	return true;
}

bool plan_elsewhere(
	struct arena *arena, const struct schema *schema, struct elsewhere *made, struct diag *diag)
{
	static const struct renames none = {0};
	struct schema *nothing = arena_new(arena, struct schema);
	struct mover mover = {.arena = arena, .schemas = &made->schemas};
	struct diff *diff = arena_new(arena, struct diff);
	struct plan plan;

	*made = (struct elsewhere){.extensions = schema->extensions};
	schema_init(nothing, arena);
	diff_schemas(arena, nothing, schema, &none, diff);
	if (!plan_make(arena, diff, (struct planning){.single_transaction = true}, &plan, diag))
		return false;
	list_each (struct namespace **, namespace, &schema->namespaces)
		if (place_in(&made->schemas, (*namespace)->object.name.name) == made->schemas.count)
			list_push(arena, &made->schemas, (*namespace)->object.name.name);
	list_each (const struct change *, change, &diff->changes)
		note_created(&mover, &made->schemas, change);
	if (made->schemas.count)
		qsort(made->schemas.items, made->schemas.count, sizeof *made->schemas.items,
			by_name);
	if (!may_be_marked(&plan, diag))
		return false;
	list_each (const struct statement *, statement, &plan.statements) {
		if (!statement->object || statement->object->kind != OBJECT_EXTENSION)
			list_push(arena, &made->statements,
				moved_statement(&mover, without_partners(arena, statement->sql)));
	}
	return true;
}
