/* The text of statements. Each function makes one statement, or a piece of one, exactly as it will
 * be read in a review: keywords in upper case, types in lower, a line for a column or a constraint,
 * tabs, no semicolon. A name without a schema is written without one: whoever runs the statement
 * has set the search path.
 *
 *     ddl_object.c      what every kind takes: ALTER, DROP, COMMENT ON, names; schemas, extensions
 *     ddl_table.c       tables
 *     ddl_column.c      columns
 *     ddl_constraint.c  constraints, indexes
 *     ddl_type.c        enums, composite types, ranges, domains
 *     ddl_sequence.c    sequences
 *     ddl_view.c        views, routines
 *     ddl_definition.c  triggers, policies, rules, statistics, collations, privileges
 *
 * Where ALTER takes one action of many, a function makes the action, "SET NOT NULL", and ddl_alter
 * or ddl_alter_column the statement.
 */
#ifndef RESTRUCT_PLAN_DDL_H
#define RESTRUCT_PLAN_DDL_H

#include "base/text.h"
#include "schema/schema.h"

/* "ALTER TABLE t" with whichever word the kind takes, and an action; kinds of top level, indexes.
 */
const char *ddl_alter(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *what);
/* "DROP TABLE t" likewise. */
const char *ddl_drop(struct arena *arena, enum object_kind kind, struct qualified name);
const char *ddl_rename(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *to);
/* A column, attribute or constraint of the parent; kind: OBJECT_COLUMN or OBJECT_CONSTRAINT. */
const char *ddl_rename_part(struct arena *arena, const struct object *parent, enum object_kind kind,
	const char *from, const char *to);
/* Into another schema; NULL: into the configured one, the first of the search path. */
const char *ddl_set_schema(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *schema);
/* tablespace NULL: the database's. */
const char *ddl_tablespace(
	struct arena *arena, enum object_kind kind, struct qualified name, const char *tablespace);
/* "table customers", "column customers.phone", "constraint c ON t" …, as COMMENT ON names it. */
const char *ddl_comment(
	struct arena *arena, const struct object *object, const struct object *parent);
/* Actions: "SET (fillfactor = 70)" with what is not in from, or otherwise; "RESET (fillfactor)"
 * with what is not in to. NULL: there is nothing to say. */
const char *ddl_set_parameters(
	struct arena *arena, const struct parameters *from, const struct parameters *to);
const char *ddl_reset_parameters(
	struct arena *arena, const struct parameters *from, const struct parameters *to);

const char *ddl_create_schema(struct arena *arena, const char *name);
const char *ddl_create_extension(struct arena *arena, const struct extension *extension);
/* To its version, or to the newest there is. */
const char *ddl_update_extension(struct arena *arena, const struct extension *extension);

/* CREATE TABLE with all columns and, of the constraints, those in within. */
const char *ddl_create_table(
	struct arena *arena, const struct table *table, const struct constraints *within);

/* A table and the sequences it owns, or a sequence. */
const char *ddl_set_logged(
	struct arena *arena, enum object_kind kind, struct qualified name, bool logged);
const char *ddl_row_security(struct arena *arena, struct qualified table, bool enabled);
/* To and from its parent, partition_of. */
const char *ddl_attach(struct arena *arena, const struct table *partition);
const char *ddl_detach(struct arena *arena, const struct table *partition, bool concurrently);
/* INHERIT, or NO INHERIT. */
const char *ddl_inherit(
	struct arena *arena, struct qualified child, struct qualified parent, bool inherits);
const char *ddl_force_row_security(struct arena *arena, struct qualified table, bool forced);
/* "REPLICA IDENTITY FULL", … */
const char *ddl_replica_identity(struct arena *arena, const struct table *table);
const char *ddl_cluster(struct arena *arena, const struct table *table);
const char *ddl_access_method(struct arena *arena, const struct table *table);

const char *ddl_analyze(struct arena *arena, struct qualified relation);

/* stand_in: the default to give the rows there are, instead of the column's own; or NULL.
 * reference: a foreign key of this column alone to declare with it; or NULL. */
const char *ddl_add_column(struct arena *arena, struct qualified table, const struct column *column,
	const char *stand_in, const struct constraint *reference);
/* only: not from its children. */
const char *ddl_drop_column(
	struct arena *arena, struct qualified table, const char *column, bool only);
/* "ALTER TABLE t ALTER COLUMN c" and an action. */
const char *ddl_alter_column(
	struct arena *arena, struct qualified table, const char *column, const char *what);
/* ALTER COLUMN … TYPE for each of them; conversions: as many SQL expressions, NULL where the server
 * knows by itself how values become the new ones. */
const char *ddl_set_types(struct arena *arena, struct qualified table,
	const struct columns *columns, const struct names *conversions);
/* Actions. */
/* Of a column or a domain; sql NULL: DROP DEFAULT. */
const char *ddl_set_default(struct arena *arena, const char *sql);
/* Of a column or a domain: DROP NOT NULL or SET NOT NULL. */
const char *ddl_set_null(bool null);
const char *ddl_add_identity(struct arena *arena, const struct column *column);
/* Of an identity column; IDENTITY_NONE: it is to be none. */
const char *ddl_set_identity(enum identity identity);
const char *ddl_drop_expression(void);
/* "extended", …, as struct column has it. */
const char *ddl_set_storage(struct arena *arena, const char *storage);
/* NULL: the server's own. */
const char *ddl_set_compression(struct arena *arena, const char *compression);
const char *ddl_set_statistics(struct arena *arena, const struct column *column);

/* UPDATE of the rows without a value in these columns (names and values are SQL). Interrupted, it
 * goes on where it was: rows that have a value keep it. */
const char *ddl_fill_columns(struct arena *arena, struct qualified table, const struct names *names,
	const struct names *values);
/* UPDATE of all rows. */
const char *ddl_copy_column(
	struct arena *arena, struct qualified table, const char *from, const char *to);

/* What an identity or a sequence is of that type when nothing is said. */
struct sequence_options ddl_plain_options(const char *type);
/* "SET START WITH 5 SET CACHE 2", or "". */
const char *ddl_identity_changes(struct arena *arena, const struct sequence_options *from,
	const struct sequence_options *to);

const char *ddl_add_constraint(
	struct arena *arena, struct qualified table, const struct constraint *constraint);
const char *ddl_drop_constraint(struct arena *arena, struct qualified table, const char *name);
const char *ddl_drop_constraint_if_there(
	struct arena *arena, struct qualified table, const char *name);
/* Of a table or domain. */
const char *ddl_validate(
	struct arena *arena, const struct object *parent, const struct object *constraint);
/* How a foreign key is deferred. */
const char *ddl_defer(
	struct arena *arena, struct qualified table, const struct constraint *constraint);

/* The index that a unique constraint or primary key needs, under another name maybe; and the
 * constraint that takes it for its own, which then has the constraint's name. */
const char *ddl_create_key_index(struct arena *arena, struct qualified table,
	const struct constraint *constraint, const char *name);
const char *ddl_use_index(struct arena *arena, struct qualified table,
	const struct constraint *constraint, const char *index);

const char *ddl_create_index(
	struct arena *arena, struct qualified table, const struct index *index);
/* CREATE or DROP INDEX CONCURRENTLY. */
const char *ddl_concurrently(struct arena *arena, const char *sql);
/* An index stands in its table's schema. */
const char *ddl_drop_index(struct arena *arena, struct qualified table, const char *name);
const char *ddl_rename_index(
	struct arena *arena, struct qualified table, const char *from, const char *to);
/* Of the constraint that NOT NULL is from PostgreSQL 18 on; before it, where it has another name or
 * a partition's has, or where the new name is taken, nothing happens. */
const char *ddl_rename_not_null(
	struct arena *arena, struct qualified table, const char *from, const char *to);

const char *ddl_create_enum(struct arena *arena, const struct enum_type *type);
/* position: "AFTER 'b'", "BEFORE 'c'" or NULL. */
const char *ddl_add_value(
	struct arena *arena, struct qualified type, const char *label, const char *position);
const char *ddl_rename_value(
	struct arena *arena, struct qualified type, const char *from, const char *to);
const char *ddl_create_composite(struct arena *arena, const struct composite *composite);
/* Actions. */
const char *ddl_add_attribute(struct arena *arena, const struct column *column);
const char *ddl_drop_attribute(struct arena *arena, const char *name);
const char *ddl_set_attribute_type(struct arena *arena, const struct column *column);
const char *ddl_create_range(struct arena *arena, const struct definition *range);
const char *ddl_create_domain(struct arena *arena, const struct domain *domain);
const char *ddl_add_domain_check(
	struct arena *arena, struct qualified domain, const struct constraint *check);
const char *ddl_drop_domain_check(struct arena *arena, struct qualified domain, const char *name);

const char *ddl_create_sequence(
	struct arena *arena, const struct sequence *sequence, bool unlogged);
/* NULL when they differ in nothing but their owner. */
const char *ddl_alter_sequence(
	struct arena *arena, const struct sequence *from, const struct sequence *to);
/* Lets an identity's sequence go on where another one stands. */
const char *ddl_continue_sequence(
	struct arena *arena, struct qualified table, const char *column, struct qualified sequence);
/* SQL: the sequence behind an identity or serial column. */
const char *ddl_sequence_of(struct arena *arena, struct qualified table, const char *column);
const char *ddl_rename_sequence_if_there(
	struct arena *arena, struct qualified sequence, const char *to);
/* Makes it belong to whom its column's table belongs to, which OWNED BY asks for. */
const char *ddl_give_sequence(struct arena *arena, const struct sequence *sequence);
const char *ddl_own_sequence(struct arena *arena, const struct sequence *sequence);
/* Lets a sequence that has not come to its new limits yet begin at its new start. */
const char *ddl_begin_sequence(struct arena *arena, const struct sequence *to);
/* Sets the sequence (an SQL expression) past the last value of the column, the largest or, where
 * the sequence descends, the smallest; at its start when there is none. */
const char *ddl_set_sequence(struct arena *arena, const char *sequence, struct qualified table,
	const char *column, const struct sequence_options *options);

/* " START WITH 5 CACHE 2": what to differs in from from; or "". */
const char *ddl_sequence_options(struct arena *arena, const struct sequence_options *from,
	const struct sequence_options *to);

/* CREATE [OR REPLACE] VIEW, with its options, or CREATE MATERIALIZED VIEW. */
const char *ddl_create_view(struct arena *arena, const struct view *view, bool replace);
/* REFRESH MATERIALIZED VIEW, WITH NO DATA where it is to have none. */
const char *ddl_refresh(struct arena *arena, const struct view *view);
/* An operator's name, which takes no quotes. */
const char *ddl_operator(struct arena *arena, struct qualified name);
/* CREATE [OR REPLACE] FUNCTION, PROCEDURE or AGGREGATE; CREATE OPERATOR. */
const char *ddl_create_routine(struct arena *arena, const struct routine *routine, bool replace);

/* For one transaction: bodies may speak of what is not there yet. */
const char *ddl_leave_bodies_unchecked(void);

/* ddl_definition.c: triggers, policies, rules, extended statistics, collations; replace: of a rule
 */
const char *ddl_create_definition(
	struct arena *arena, const struct definition *definition, bool replace);
/* Whether a trigger or rule fires. */
const char *ddl_enable(struct arena *arena, const struct definition *definition);
const char *ddl_statistics_target(struct arena *arena, const struct definition *definition);
/* ALTER POLICY with what is different; NULL: CREATE alone can say it. */
const char *ddl_alter_policy(
	struct arena *arena, const struct definition *from, const struct definition *to);
/* GRANT of all that privileges say, with or without grant option; REVOKE of it, or of the option
 * alone. */
const char *ddl_grant(struct arena *arena, const struct grant *grant,
	const struct privileges *privileges, bool option);
const char *ddl_revoke(struct arena *arena, const struct grant *grant,
	const struct privileges *privileges, bool option);

#endif
