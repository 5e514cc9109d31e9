/* Names and constants as SQL needs them written. */
#include "base/text.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/* Every word that PostgreSQL up to 18 keeps for itself in some place: what quote_identifier()
 * quotes although its letters are plain. Sorted. */
static const char *const keywords[] = {"all", "analyse", "analyze", "and", "any", "array", "as",
	"asc", "asymmetric", "authorization", "between", "bigint", "binary", "bit", "boolean",
	"both", "case", "cast", "char", "character", "check", "coalesce", "collate", "collation",
	"column", "concurrently", "constraint", "create", "cross", "current_catalog",
	"current_date", "current_role", "current_schema", "current_time", "current_timestamp",
	"current_user", "dec", "decimal", "default", "deferrable", "desc", "distinct", "do", "else",
	"end", "except", "exists", "extract", "false", "fetch", "float", "for", "foreign", "freeze",
	"from", "full", "grant", "greatest", "group", "grouping", "having", "ilike", "in",
	"initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is",
	"isnull", "join", "json", "json_array", "json_arrayagg", "json_exists", "json_object",
	"json_objectagg", "json_query", "json_scalar", "json_serialize", "json_table", "json_value",
	"lateral", "leading", "least", "left", "like", "limit", "localtime", "localtimestamp",
	"merge_action", "national", "natural", "nchar", "none", "normalize", "not", "notnull",
	"null", "nullif", "numeric", "offset", "on", "only", "or", "order", "out", "outer",
	"overlaps", "overlay", "placing", "position", "precision", "primary", "real", "references",
	"returning", "right", "row", "select", "session_user", "setof", "similar", "smallint",
	"some", "substring", "symmetric", "system_user", "table", "tablesample", "then", "time",
	"timestamp", "to", "trailing", "treat", "trim", "true", "union", "unique", "user", "using",
	"values", "varchar", "variadic", "verbose", "when", "where", "window", "with",
	"xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces",
	"xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable"};

static int compare_words(const void *wanted, const void *item)
{
	return strcmp(wanted, *(const char *const *)item);
}

static bool is_bare(const char *name)
{
	static const char first[] = "abcdefghijklmnopqrstuvwxyz_";
	static const char others[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
	return *name && strchr(first, *name) && !name[strspn(name, others)] &&
	       !bsearch(name, keywords, sizeof keywords / sizeof *keywords, sizeof *keywords,
		       compare_words);
}

static char *quote(struct arena *arena, const char *string, char mark)
{
	char *quoted = arena_alloc(arena, 2 * strlen(string) + 3), *to = quoted;
	*to++ = mark;
	for (const char *from = string; *from; from++) {
		if (*from == mark)
			*to++ = mark;
		*to++ = *from;
	}
	*to = mark;
	return quoted;
}

const char *sql_identifier(struct arena *arena, const char *name)
{
	return is_bare(name) ? name : quote(arena, name, '"');
}

const char *sql_qualified(struct arena *arena, struct qualified name)
{
	const char *last = sql_identifier(arena, name.name);
	return name.schema ? arena_printf(arena, "%s.%s", sql_identifier(arena, name.schema), last)
			   : last;
}

const char *sql_literal(struct arena *arena, const char *value)
{
	if (!strchr(value, '\\'))
		return quote(arena, value, '\'');
	struct text escaped = {0};
	for (const char *c = value; *c; c++) {
		if (*c == '\\')
			text_put_char(&escaped, '\\');
		text_put_char(&escaped, *c);
	}
	return arena_printf(arena, "E%s", quote(arena, text_take(&escaped, arena), '\''));
}

const char *sql_identifiers(struct arena *arena, const struct names *names)
{
	struct text list = {0};
	list_each (const char **, name, names) {
		text_put(&list, name == names->items ? "" : ", ");
		text_put(&list, sql_identifier(arena, *name));
	}
	return text_take(&list, arena);
}

const char *sql_role(struct arena *arena, const char *name)
{
	return strcmp(name, "public") == 0 ? "PUBLIC" : sql_identifier(arena, name);
}
