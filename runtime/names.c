/* The names that the options give: checked once, then spent as SQL. */
#include "internal.h"

#include <string.h>

bool restruct_is_given(const char *name)
{
	return name != NULL && *name != '\0';
}

/* ---- a list of names, as in SET search_path ---- */

enum { FULL = NAME_BYTES }; /* a longer name than this is none */

/* Up to the closing quote, a doubled one stands for itself. NULL: there is no closing one. */
static const char *read_quoted(const char *list, char *name, size_t *length)
{
	for (list++; *list != '\0' && *length < FULL; list++) {
		if (*list == '"' && *++list != '"')
			return list;
		name[(*length)++] = *list;
	}
	/* room for the name, but not for its quote within the loop */
	return *length == FULL && *list == '"' && list[1] != '"' ? list + 1 : NULL;
}

static const char *read_plain(const char *list, char *name, size_t *length)
{
	for (; strchr(", \t\n\"", *list) == NULL && *length < FULL; list++)
		name[(*length)++] =
			*list >= 'A' && *list <= 'Z' ? (char)(*list + ('a' - 'A')) : *list;
	return list;
}

/* One name at list, folded and unquoted as SQL does it. Returns the comma or the end behind it;
 * NULL: it is none. */
static const char *read_name(const char *list, char name[static NAME_BYTES + 1])
{
	size_t length = 0;
	list += strspn(list, " \t\n");
	list = *list == '"' ? read_quoted(list, name, &length) : read_plain(list, name, &length);
	name[length] = '\0';
	if (list == NULL || length == 0)
		return NULL;
	list += strspn(list, " \t\n");
	return *list == '\0' || *list == ',' ? list : NULL;
}

bool restruct_names_put_more(const struct restruct_names *names, struct restruct_text *sql)
{
	const char *list = names->options->search_path;
	char name[NAME_BYTES + 1];

	if (!restruct_is_given(list))
		return true;
	for (;; list++) {
		list = read_name(list, name);
		if (list == NULL)
			return false;
		restruct_text_put(sql, ", ");
		if (!restruct_quote_identifier(sql, names->conn, name))
			return false;
		if (*list == '\0')
			return true;
	}
}

void restruct_names_put_search_path(const struct restruct_names *names, struct restruct_text *sql)
{
	const restruct_options *options = names->options;
	struct restruct_text more = {0};

	if (!restruct_is_given(options->schema) && !restruct_is_given(options->search_path))
		return;
	restruct_names_put_more(names, &more);
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

bool restruct_names_put_role(const struct restruct_names *names, struct restruct_text *sql)
{
	if (!restruct_is_given(names->options->role))
		return false;
	restruct_text_put(sql, "SET LOCAL ROLE ");
	restruct_quote_identifier(sql, names->conn, names->options->role);
	return true;
}

/* ---- names ---- */

static bool check_name(const struct restruct_names *names, const char *option, const char *name,
	restruct_error *error)
{
	char room[2 * NAME_BYTES + 3];
	struct restruct_text quoted = restruct_text_in(room, sizeof room);
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
	char room[256];
	struct restruct_text more = restruct_text_in(room, sizeof room);
	if (!restruct_names_put_more(names, &more))
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
