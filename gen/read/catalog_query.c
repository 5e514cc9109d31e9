/* What stands between braces in the queries of the catalogs' reader; see catalog_parts.h. */
#include "read/catalog_parts.h"

#include <stdlib.h>
#include <string.h>

/* Words of the inside, separated by spaces. */
struct words {
	const char *first, *second, *third, *fourth;
};

static struct words split(struct arena *arena, const char *inside, size_t length)
{
	const char *parts[4] = {"", "", "", ""};
	for (int i = 0; i < 4 && length > 0; i++) {
		size_t part = strcspn(inside, " }");
		parts[i] = arena_strndup(arena, inside, part);
		inside += part + (part < length);
		length -= part + (part < length);
	}
	return (struct words){parts[0], parts[1], parts[2], parts[3]};
}

/* 14:new|old, on which the server's version decides. */
static void put_choice(
	struct text *text, const struct catalog *catalog, const char *inside, size_t length)
{
	char *new;
	long since = strtol(inside, &new, 10);
	size_t until = strcspn(++new, "|"), before = (size_t)(new - inside) + until + 1;
	if (catalog->version / 10000 >= since)
		text_put_n(text, new, until);
	else
		text_put_n(text, inside + before, length - before);
}

static void put_inside(
	struct text *text, const struct catalog *catalog, const char *inside, size_t length)
{
	struct words words = split(catalog->arena, inside, length);
	if (strcmp(words.first, "schemas") == 0)
		text_put(text, text_string(&catalog->oids));
	else if (strcmp(words.first, "in") == 0)
		text_printf(text, "JOIN pg_namespace n ON n.oid = %s AND n.oid = ANY (%s)",
			words.second, text_string(&catalog->oids));
	else if (strcmp(words.first, "comment") == 0)
		text_printf(text,
			"(SELECT c.description FROM pg_description c WHERE c.classoid = "
			"%s::regclass AND c.objoid = %s AND c.objsubid = %s)",
			words.second, words.third, words.fourth);
	else if (strcmp(words.first, "own") == 0)
		text_printf(text,
			"AND NOT EXISTS (SELECT FROM pg_depend m WHERE m.classid = %s::regclass "
			"AND m.objid = %s AND m.deptype = 'e')",
			words.second, words.third);
	else
		put_choice(text, catalog, inside, length);
}

static void put_sql(struct text *text, const struct catalog *catalog, const char *sql)
{
	for (const char *brace; (brace = strchr(sql, '{')) != NULL;) {
		size_t length = strcspn(brace + 1, "}");
		text_put_n(text, sql, (size_t)(brace - sql));
		put_inside(text, catalog, brace + 1, length);
		sql = brace + 1 + length + 1;
	}
	text_put(text, sql);
}

void catalog_put_query(
	struct text *text, const struct catalog *catalog, const struct catalog_part *part)
{
	text_put(text, "SELECT ");
	put_sql(text, catalog, part->fields);
	text_put(text, "NULL ");
	put_sql(text, catalog, part->sql);
	text_put(text, ";\n");
}
