/* Storage parameters of tables: what stands in WITH (…). */
#include "schema/sql_tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct sql_frame frame = {"CREATE TABLE t () WITH (", ")"};

enum value_kind { VALUE_INTEGER, VALUE_NUMBER, VALUE_BOOLEAN, VALUE_SWITCH /* or auto */ };

/* PostgreSQL 15's, with the values that it takes. */
struct known {
	const char *name;
	enum value_kind kind;
	bool toast; /* the TOAST table has it, too */
	double least, most;
};

static const struct known all_known[] = {
	{"autovacuum_analyze_scale_factor", VALUE_NUMBER, false, 0, 100},
	{"autovacuum_analyze_threshold", VALUE_INTEGER, false, 0, INT32_MAX},
	{"autovacuum_enabled", VALUE_BOOLEAN, true, 0, 0},
	{"autovacuum_freeze_max_age", VALUE_INTEGER, true, 100000, 2000000000},
	{"autovacuum_freeze_min_age", VALUE_INTEGER, true, 0, 1000000000},
	{"autovacuum_freeze_table_age", VALUE_INTEGER, true, 0, 2000000000},
	{"autovacuum_multixact_freeze_max_age", VALUE_INTEGER, true, 10000, 2000000000},
	{"autovacuum_multixact_freeze_min_age", VALUE_INTEGER, true, 0, 1000000000},
	{"autovacuum_multixact_freeze_table_age", VALUE_INTEGER, true, 0, 2000000000},
	{"autovacuum_vacuum_cost_delay", VALUE_NUMBER, true, 0, 100},
	{"autovacuum_vacuum_cost_limit", VALUE_INTEGER, true, 1, 10000},
	{"autovacuum_vacuum_insert_scale_factor", VALUE_NUMBER, true, 0, 100},
	{"autovacuum_vacuum_insert_threshold", VALUE_INTEGER, true, -1, INT32_MAX},
	{"autovacuum_vacuum_scale_factor", VALUE_NUMBER, true, 0, 100},
	{"autovacuum_vacuum_threshold", VALUE_INTEGER, true, 0, INT32_MAX},
	{"fillfactor", VALUE_INTEGER, false, 10, 100},
	{"log_autovacuum_min_duration", VALUE_INTEGER, true, -1, INT32_MAX},
	{"parallel_workers", VALUE_INTEGER, false, 0, 1024},
	{"toast_tuple_target", VALUE_INTEGER, false, 128, 8160},
	{"user_catalog_table", VALUE_BOOLEAN, false, 0, 0},
	{"vacuum_index_cleanup", VALUE_SWITCH, true, 0, 0},
	{"vacuum_truncate", VALUE_BOOLEAN, true, 0, 0},
};

/* Names. */

static const struct known *find_known(const char *name)
{
	for (size_t i = 0; i < sizeof all_known / sizeof *all_known; i++) {
		if (strcmp(all_known[i].name, name) == 0)
			return &all_known[i];
	}
	return NULL;
}

static bool refuse_unknown(
	struct arena *arena, const char *name, size_t offset, struct sql_error *error)
{
	struct names candidates = {0};
	for (size_t i = 0; i < sizeof all_known / sizeof *all_known; i++) {
		list_push(arena, &candidates, all_known[i].name);
		if (all_known[i].toast)
			list_push(arena, &candidates,
				arena_printf(arena, "toast.%s", all_known[i].name));
	}
	const char *near = diag_suggest(name, &candidates);
	return sql_refuse(arena, error, offset, "a table has no storage parameter \"%s\"%s", name,
		near ? arena_printf(arena, "; did you mean \"%s\"?", near) : "");
}

/* NULL when it was refused. */
static const struct known *look_up(struct arena *arena, const PgQuery__DefElem *option,
	const char *name, size_t offset, struct sql_error *error)
{
	bool toast = strcmp(option->defnamespace, "toast") == 0;
	const struct known *known = find_known(option->defname);
	if (strcmp(name, "oids") == 0)
		sql_refuse(arena, error, offset,
			"tables have no oids since PostgreSQL 12; take \"oids\" out");
	else if (known && toast && !known->toast)
		sql_refuse(arena, error, offset,
			"storage parameter \"%s\" is the table's own; write it without \"toast.\"",
			known->name);
	else if (!known || (*option->defnamespace && !toast))
		refuse_unknown(arena, name, offset, error);
	else
		return known;
	return NULL;
}

/* Values. */

static const char *number(struct arena *arena, const struct known *known, const char *value)
{
	char *end;
	bool integer = known->kind == VALUE_INTEGER;
	double read = strtod(value, &end);
	if (end == value || *end ||
		strspn(value, integer ? "+-0123456789" : "+-.eE0123456789") != strlen(value))
		return NULL;
	if (!(read >= known->least && read <= known->most))
		return NULL;
	/* Without the sign that minus zero would keep. */
	return arena_printf(arena, "%.15g", read == 0 ? 0.0 : read);
}

/* NULL when the server would not take it. */
static const char *canonical(struct arena *arena, const struct known *known, const char *value)
{
	switch (known->kind) {
	case VALUE_INTEGER:
	case VALUE_NUMBER:
		return number(arena, known, value);
	case VALUE_BOOLEAN:
		return sql_truth(value);
	case VALUE_SWITCH:
		if (strcasecmp(value, "auto") == 0)
			return "auto";
		value = sql_truth(value);
		return !value ? NULL : *value == 't' ? "on" : "off";
	}
	return NULL;
}

static const char *wanted(struct arena *arena, const struct known *known)
{
	switch (known->kind) {
	case VALUE_INTEGER:
		return arena_printf(
			arena, "an integer between %.0f and %.0f", known->least, known->most);
	case VALUE_NUMBER:
		return arena_printf(
			arena, "a number between %.0f and %.0f", known->least, known->most);
	case VALUE_BOOLEAN:
		return "true or false";
	case VALUE_SWITCH:
		return "auto, on or off";
	}
	return "";
}

/* All together. */

static bool read_parameter(struct arena *arena, const PgQuery__DefElem *option,
	struct parameters *parameters, struct sql_error *error)
{
	size_t offset = (size_t)option->location - strlen(frame.before);
	const char *name = *option->defnamespace ? arena_printf(arena, "%s.%s",
							   option->defnamespace, option->defname)
						 : arena_strdup(arena, option->defname);
	const struct known *known = look_up(arena, option, name, offset, error);
	if (!known)
		return false;
	const char *said = sql_option_value(arena, option->arg);
	struct parameter parameter = {name, canonical(arena, known, said)};
	if (!parameter.value)
		return sql_refuse(arena, error, offset,
			"storage parameter \"%s\" is %s, not \"%s\"", name, wanted(arena, known),
			said);
	if (!parameters_add(arena, parameters, parameter))
		return sql_refuse(arena, error, offset,
			"storage parameter \"%s\" is given twice; take one of them out", name);
	return true;
}

bool sql_parameters(struct arena *arena, const char *text, struct parameters *parameters,
	struct sql_error *error)
{
	struct sql_tree tree;
	*parameters = (struct parameters){0};
	if (!sql_tree_parse(&tree, arena, frame, text, error))
		return false;
	const PgQuery__CreateStmt *node = SQL_NODE(tree.statement, CREATE_STMT, create_stmt);
	bool good = node || sql_refuse(arena, error, 0, "storage parameters are expected here");
	for (size_t i = 0; good && i < node->n_options; i++)
		good = read_parameter(arena, node->options[i]->def_elem, parameters, error);
	sql_tree_finish(&tree);
	return good;
}
