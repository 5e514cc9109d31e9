/* The names that the options give: checked once, then spent as SQL. */
#include "internal.h"

#include <string.h>

bool restruct_is_given(const char *name)
{
	return name != NULL && *name != '\0';
}

/* ---- a list of names, as in SET search_path ---- */

static bool ends_name(char c)
{
	return c == '\0' || c == ',' || c == ' ' || c == '\t' || c == '\n';
}

/* One name at list, folded and unquoted as SQL does it. Returns what follows; NULL: it is none. */
static const char *read_name(const char *list, char name[static NAME_BYTES + 1])
{
	bool quoted = *list == '"';
	size_t length = 0;

	for (list += quoted; quoted ? *list != '\0' : !ends_name(*list); list++) {
		if (quoted && *list == '"' && *++list != '"')
			break;
		if ((!quoted && *list == '"') || length == NAME_BYTES)
			return NULL;
		bool fold = !quoted && *list >= 'A' && *list <= 'Z';
		name[length++] = fold ? (char)(*list + ('a' - 'A')) : *list;
	}
	name[length] = '\0';
	/* a quoted name ended behind its quote; one that ran to the end lacks it */
	if (length == 0 || !ends_name(*list) || (quoted && list[-1] != '"'))
		return NULL;
	return list + strspn(list, " \t\n");
}

/* The names of options.search_path, quoted, each with a comma before it; false: it is no list. */
static bool put_more(const struct restruct_names *names, struct restruct_text *sql)
{
	const char *list = names->options->search_path;
	char name[NAME_BYTES + 1];

	if (!restruct_is_given(list))
		return true;
	for (;;) {
		list = read_name(list + strspn(list, " \t\n"), name);
		if (list == NULL)
			return false;
		restruct_text_put(sql, ", ");
		if (!restruct_quote_identifier(sql, names->conn, name))
			return false;
		if (*list == '\0')
			return true;
		if (*list++ != ',')
			return false;
	}
}

void restruct_names_put_search_path(const struct restruct_names *names, struct restruct_text *sql)
{
	const restruct_options *options = names->options;
	struct restruct_text more = {0};

	if (!restruct_is_given(options->schema) && !restruct_is_given(options->search_path))
		return;
	put_more(names, &more);
	if (names->schema[0] != '\0') {
		restruct_text_put(sql, "SET LOCAL search_path TO ");
		restruct_quote_identifier(sql, names->conn, names->schema);
		restruct_text_put(sql, restruct_text_string(&more));
	} else {
		restruct_text_put(sql, "SELECT pg_catalog.set_config('search_path', "
				       "pg_catalog.quote_ident(pg_catalog.current_schema()) || ");
		restruct_quote_literal(sql, names->conn, restruct_text_string(&more));
		restruct_text_put(sql, ", true)");
	}
	sql->failed = sql->failed || more.failed;
	restruct_text_finish(&more);
}

/* ---- names ---- */

static bool check_name(const struct restruct_names *names, const char *option, const char *name,
	restruct_error *error)
{
	struct restruct_text quoted = {0};
	if (!restruct_is_given(name))
		return true;
	if (strlen(name) > NAME_BYTES)
		restruct_fail(error, RESTRUCT_USAGE, NULL, "the server would cut it off",
			"option \"%s\": the name \"%s\" is longer than 63 bytes", option, name);
	else if (!restruct_quote_identifier(&quoted, names->conn, name))
		restruct_fail(error, RESTRUCT_USAGE, NULL,
			names->conn != NULL ? "see client_encoding" : "a script is UTF-8",
			"option \"%s\": the name is not valid in the encoding", option);
	restruct_text_finish(&quoted);
	return error->status == RESTRUCT_OK;
}

static bool check_search_path(const struct restruct_names *names, restruct_error *error)
{
	struct restruct_text more = {0};
	if (!put_more(names, &more))
		restruct_fail(error, RESTRUCT_USAGE, NULL,
			"write names with commas between them; one with a comma, a space or upper "
			"case in double quotes",
			"option \"search_path\": \"%s\" is not a list of names",
			names->options->search_path);
	restruct_text_finish(&more);
	return error->status == RESTRUCT_OK;
}

bool restruct_names_init(struct restruct_names *names, PGconn *conn,
	const restruct_options *options, restruct_error *error)
{
	*names = (struct restruct_names){.options = options, .conn = conn};
	if (!check_name(names, "schema", options->schema, error) ||
		!check_name(names, "version_table", options->version_table, error) ||
		!check_name(names, "version_table_schema", options->version_table_schema, error) ||
		!check_name(names, "role", options->role, error) ||
		!check_search_path(names, error))
		return false;
	if (restruct_is_given(options->schema))
		strcpy(names->schema, options->schema);
	return true;
}

const char *restruct_names_version_schema(const struct restruct_names *names)
{
	const char *schema = names->options->version_table_schema;
	return restruct_is_given(schema) ? schema : names->schema;
}

void restruct_names_put_schema(const struct restruct_names *names, struct restruct_text *sql)
{
	if (names->schema[0] != '\0')
		restruct_quote_literal(sql, names->conn, names->schema);
	else
		restruct_text_put(sql, "pg_catalog.current_schema()");
}
