/* Steps: groups of statements with what must be there before them and what is there after.
 *
 * Each change of a diff becomes one step or several. They are run in the order of their rank, and
 * within a rank in the order of the diff, unless a step needs what another provides: then that one
 * comes first (order.c). What is needed and provided are words such as "column customers.phone" or
 * "no longer type level"; a need that nobody provides is met already. */
#ifndef RESTRUCT_PLAN_STEPS_H
#define RESTRUCT_PLAN_STEPS_H

#include "plan/plan.h"
#include "plan/survey.h"
#include "schema/sql.h"

/* The order in which a careful person would do it: make room, take away what stands in the way,
 * build from the ground up, and take away at the end what holds data. */
enum rank {
	RANK_VALUE,         /* of an enum, ahead of all that may use it */
	RANK_DETACH_GENTLY, /* outside, before anything else is done to either side */
	RANK_SCHEMA,
	RANK_EXTENSION,
	RANK_RENAME,
	RANK_VALUE_OF_RENAMED,
	RANK_DETACH_RENAMED,
	RANK_EXCLUDE, /* from a default partition what a new one is to hold */
	RANK_EXCLUDED,
	RANK_UNSECURE,        /* row security is lifted before its policies go */
	RANK_DROP_DEFINITION, /* triggers, policies, rules, extended statistics */
	RANK_DROP_DEPENDENT,  /* views and routines, for good or to come back */
	RANK_DETACH,          /* partitions and children, before either side changes */
	RANK_DROP_FOREIGN_KEY,
	RANK_DROP_CONSTRAINT, /* and indexes */
	RANK_LOOSEN,          /* defaults, identities, generated columns that stand in the way */
	RANK_COLLATION,
	RANK_TYPE,
	RANK_SEQUENCE,
	RANK_STORAGE, /* before rows are written anew by what follows */
	RANK_LOGGED,
	RANK_ROUTINE, /* before what may call it */
	RANK_TABLE,
	RANK_COLUMN,
	RANK_OLD_TYPE, /* one that was made anew goes when its last column has left it */
	RANK_OWNER,    /* of a sequence */
	RANK_DEFAULT,
	RANK_NULL,
	RANK_IDENTITY,
	RANK_KEY,
	RANK_CHECK,
	RANK_ATTACH, /* partitions and children, when both sides have the same columns and checks */
	RANK_INDEX,
	RANK_FOREIGN_KEY,
	RANK_REPLICA_IDENTITY,
	RANK_DEFINITION, /* triggers, policies, rules, extended statistics */
	RANK_SECURITY,   /* when all that lets rows be seen is there */
	RANK_GRANT,
	RANK_COMMENT,
	RANK_DROP_TABLE,
	RANK_DROP_COLUMN,
	RANK_VIEW, /* after all columns have come or gone that a star could mean */
	RANK_VIEW_COMMENT,
	RANK_DROP_ROUTINE,
	RANK_DROP_SEQUENCE,
	RANK_DROP_TYPE,
	RANK_DROP_COLLATION,
	RANK_DROP_EXTENSION,
	RANK_DROP_SCHEMA,
	/* What takes long, and what builds on it: when all that is short is committed. */
	RANK_FILL,        /* new columns whose rows share no one value */
	RANK_BUILD_INDEX, /* outside a transaction */
	RANK_USE_INDEX,   /* it becomes a key's */
	RANK_VALIDATE,    /* each alone */
	RANK_VALIDATED,   /* what a valid check made short; then it goes */
	RANK_DROP_INDEX,  /* outside */
	RANK_ANALYZE      /* each alone, when all else is done */
};

struct step {
	enum rank rank;
	struct statements statements; /* run one after the other */
	enum compatibility compatibility;
	struct names needs, provides;
	struct names wants; /* needs that may be let go where they would close a circle */
};
LIST(struct step *, steps);

struct planner {
	struct arena *arena;
	const struct schema *from, *to; /* from: under its new names */
	const struct diff *diff;
	enum direction direction;
	bool single_transaction;
	struct diag *diag;
	struct survey survey;
	struct steps steps;
	struct map new_tables;  /* qualified_text -> struct table * that the plan creates */
	struct map inline_keys; /* foreign keys declared together with their new column, by
				   "table constraint" */
	struct map fillings;    /* steps_fill.c: qualified_text of a table -> struct filling * */
	bool has_routines;      /* in either schema */
	struct map made;        /* name -> struct names *: words that say that something so called
				   is there, of what the plan makes; only where there are routines */
	struct map helping;     /* names that were given to what helps for a while */
	struct map analyzed;    /* qualified_text of what gets new statistics */
	bool unchecked_bodies;  /* a body speaks of what is not there when it is made */
};

/* steps_*.c: what each change takes. */
void plan_rename(struct planner *planner, const struct change *change);
void plan_namespace(struct planner *planner, const struct change *change);
void plan_extension(struct planner *planner, const struct change *change);
void plan_sequence(struct planner *planner, const struct change *change);
void plan_attribute(struct planner *planner, const struct change *change);
void plan_enum(struct planner *planner, const struct change *change);
void plan_domain(struct planner *planner, const struct change *change);
void plan_composite(struct planner *planner, const struct change *change);
void plan_tables(struct planner *planner); /* all that are created or dropped */
void plan_altered_table(struct planner *planner, const struct change *change);
void plan_column(struct planner *planner, const struct change *change);
void plan_constraint(struct planner *planner, const struct change *change);
void plan_index(struct planner *planner, const struct change *change);
void plan_partition(struct planner *planner, const struct table *from, const struct table *to);
void plan_parents(struct planner *planner, const struct table *from, const struct table *to);
void plan_definition(struct planner *planner, const struct change *change);
void plan_grant(struct planner *planner, const struct change *change);
void plan_view(struct planner *planner, const struct change *change);
void plan_routine(struct planner *planner, const struct change *change);
void plan_comment(struct planner *planner, const struct change *change);
/* What the survey found, beyond the changes. */
void plan_remade_types(struct planner *planner);
void plan_altered_columns(struct planner *planner);
void plan_names_of_parts(struct planner *planner);
void plan_rebuilt(struct planner *planner);
void plan_lost_grants(struct planner *planner);
void plan_remade(struct planner *planner);
void plan_domain_defaults(struct planner *planner);
/* Whether a definition goes without a word when its relation goes. */
bool definition_goes_along(struct planner *planner, const struct definition *definition);
/* What bodies may speak of, before any step is made. */
void plan_note_routines(struct planner *planner);
/* Dropped and made again; from and to are of one name. */
void remake_view(struct planner *planner, const struct view *from, const struct view *to);
void remake_definition(
	struct planner *planner, const struct definition *from, const struct definition *to);
void remake_routine(struct planner *planner, const struct routine *from, const struct routine *to);

struct step *step_add(struct planner *planner, enum rank rank);
/* Appends a statement without hazards; more may be said about it through the pointer, which holds
 * until the next one is added. */
struct statement *step_say(
	struct planner *planner, struct step *step, const struct object *object, const char *sql);
/* COMMENT ON, when there is one. */
void step_say_comment(struct planner *planner, struct step *step, const struct object *object,
	const struct object *parent);
/* Adds to the first statement's note, and to the last one's. */
void step_note_first(struct planner *planner, struct step *step, const char *note);
void step_note(struct planner *planner, struct step *step, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Raises the step's compatibility and, beyond additive, flags its last statement. */
void step_breaks(struct step *step, enum compatibility compatibility);

void step_needs(struct planner *planner, struct step *step, const char *word);
void step_provides(struct planner *planner, struct step *step, const char *word);

void step_wants(struct planner *planner, struct step *step, const char *word);

/* The words. */
const char *word_table(struct planner *planner, struct qualified table);
const char *word_column(struct planner *planner, struct qualified table, const char *column);
const char *word_column_gone(struct planner *planner, struct qualified table, const char *column);
const char *word_type(struct planner *planner, struct qualified type);
const char *word_collation(struct planner *planner, struct qualified collation);
const char *word_sequence(struct planner *planner, struct qualified sequence);
/* A primary key, unique constraint or unique index over these columns, in any order, was added. */
const char *word_key(struct planner *planner, struct qualified table, const struct names *columns);
/* A key of the old table over these columns is gone: what references the table from now on cannot
 * mean that one. */
const char *word_key_gone(
	struct planner *planner, struct qualified table, const struct names *columns);
/* A use of a type or sequence is gone. */
const char *word_use_gone(struct planner *planner, struct qualified used);
/* What would say the old name of a type that is made anew is gone. */
const char *word_unspoken(struct planner *planner, struct qualified type);
/* A foreign key to a table, to its key over these columns is gone. */
const char *word_reference_gone(struct planner *planner, struct qualified table);
const char *word_key_reference_gone(
	struct planner *planner, struct qualified table, const struct names *columns);
/* Both, for a foreign key. */
void step_frees_reference(struct planner *planner, struct step *step, const struct constraint *key);
/* A constraint is gone, be it that one of its name comes again. */
const char *word_constraint_gone(
	struct planner *planner, struct qualified table, const char *constraint);
/* A table has become logged or unlogged. */
const char *word_logged(struct planner *planner, struct qualified table);
/* A constraint, a valid one, or an index is there under its name. */
const char *word_constraint(
	struct planner *planner, struct qualified table, const char *constraint);
const char *word_index(struct planner *planner, struct qualified table, const char *index);
/* A constraint is there, but its table's rows were not looked at yet. */
const char *word_unchecked(struct planner *planner, struct qualified table, const char *constraint);
/* A column has become NOT NULL. */
const char *word_null(struct planner *planner, struct qualified table, const char *column);
/* All rows have a value in a column that came without. */
const char *word_filled(struct planner *planner, struct qualified table, const char *column);
/* Bounds of a partitioned table's partitions that are given up are free. */
const char *word_default(struct planner *planner, struct qualified table, const char *column);
const char *word_bound_free(struct planner *planner, struct qualified table);
/* A child is not its parent's any more. */
const char *word_left(struct planner *planner, struct qualified child, struct qualified parent);
/* A table has become a partition. */
const char *word_attached(struct planner *planner, struct qualified table);
/* What is to be the index of that name, or of the constraint, is built. */
const char *word_built(struct planner *planner, struct qualified table, const char *name);
/* Indexes that go late are gone: operators, collations, extensions may stand behind them. */
const char *word_indexes_gone(void);
/* A name that tables, sequences, indexes and types share in a schema was freed. */
const char *word_name_free(struct planner *planner, const char *schema, const char *name);

/* A column that a table gets its descendants get, too; likewise when it goes. */
void step_provides_column(
	struct planner *planner, struct step *step, struct qualified table, const char *column);
void step_provides_column_gone(
	struct planner *planner, struct step *step, struct qualified table, const char *column);
/* Likewise a column that becomes NOT NULL: a key of a partition or child waits for it. */
void step_provides_null(
	struct planner *planner, struct step *step, struct qualified table, const char *column);

/* uses.c. A function is there; one of that name is gone, whatever its arguments were; nothing calls
 * one any more; nothing reads a table's column any more; no routine has the name with these
 * arguments. */
const char *word_function(struct planner *planner, struct qualified function);
const char *word_function_gone(struct planner *planner, struct qualified function);
const char *word_call_gone(struct planner *planner, struct qualified function);
const char *word_unread(struct planner *planner, struct qualified table, const char *column);
const char *word_routine_free(struct planner *planner, struct qualified routine);

/* All that a view, routine, trigger, policy, rule … depends on (depends.h): needed before it is
 * made, free after it has gone. */
void step_needs_object(struct planner *planner, struct step *step, const struct object *object);
void step_frees_object(struct planner *planner, struct step *step, const struct object *object);
void step_wants_mentions(
	struct planner *planner, struct step *step, const struct mentions *mentions);
/* What is dropped by itself goes before those of its columns that are dropped, which would take it
 * along. */
void step_frees_dropped(struct planner *planner, struct step *step, const struct object *parent,
	const struct names *columns);
void step_needs_functions(
	struct planner *planner, struct step *step, const struct qualifieds *functions);
void step_frees_functions(
	struct planner *planner, struct step *step, const struct qualifieds *functions);

/* A child that goes would take along what its parent gets. */
void step_needs_children_left(struct planner *planner, struct step *step, struct qualified parent);

/* Types and sequences that a column or an expression uses: needed before it is made, free after it
 * has gone. */
void step_needs_uses(struct planner *planner, struct step *step, const struct mentions *mentions);
void step_frees_uses(struct planner *planner, struct step *step, const struct mentions *mentions);
void step_needs_column_types(
	struct planner *planner, struct step *step, const struct column *column);
void step_frees_column_types(
	struct planner *planner, struct step *step, const struct column *column);

/* Generated columns that are computed from a column of the old table stand in its way. */
void step_needs_dependents_gone(
	struct planner *planner, struct step *step, const struct table *table, const char *column);

/* What a constraint's or an index's own table must hold for it, and a foreign key's other table. */
void step_needs_constraint(struct planner *planner, struct step *step, struct qualified table,
	const struct constraint *constraint);
void step_needs_index(struct planner *planner, struct step *step, struct qualified table,
	const struct index *index);

/* "customers", with the quotes. */
const char *quoted(struct planner *planner, struct qualified name);
bool is_new_table(const struct planner *planner, struct qualified table);
/* What a statement about the table is to its users for as long as it goes through the rows: nothing
 * where there are none. */
unsigned hazards_of_rows(const struct planner *planner, struct qualified table, unsigned hazards);
/* What takes long is to be done beside the table's users: it stands already, may have rows (struct
 * table, empty), and the plan may take several transactions. */
bool is_in_use(const struct planner *planner, struct qualified table);

/* steps_validate.c. Whether what comes unchecked may be validated only when all that is short is
 * done: the table is in use, and nobody's rows are out of sight meanwhile. */
bool can_wait_for_validation(struct planner *planner, struct qualified table);
/* VALIDATE CONSTRAINT, alone, of a constraint of a table or domain; its notes are the caller's. */
struct step *validate_step(
	struct planner *planner, const struct object *parent, const struct object *constraint);
/* helping.c. Whether anything has the name that tables, sequences, indexes … share in a schema. */
bool is_relation_name(const struct schema *schema, struct qualified name);
/* A name of its own for what shall be called name later, or was: name_new, name_old; the same one
 * each time the plan is made. */
const char *helping_index(struct planner *planner, struct qualified name, const char *label);
/* Whether rows there are, or rows that older programs write, may be against a constraint that is
 * new to them. */
bool is_news_to_rows(
	struct planner *planner, struct qualified table, const struct constraint *constraint);
/* What is said of an index once it is there under its name; and that it goes now, with the rest of
 * the step. */
void say_of_index(struct planner *planner, struct step *step, const struct object *parent,
	const struct index *index);
void say_drop_index(struct planner *planner, struct step *step, const struct object *parent,
	const struct index *index);
/* steps_leaves.c: an index of a partitioned table in use that comes or is another one, built on
 * each partition first. False where that cannot be. */
bool build_on_leaves(struct planner *planner, const struct change *change);
/* The same for a key: whether it can be, and the steps; the last one, in which it is there, is
 * returned, and says nothing yet of what it needs. */
bool leaves_can_have_key(
	struct planner *planner, const struct table *table, const struct constraint *key);
struct step *build_key_on_leaves(
	struct planner *planner, const struct table *table, const struct constraint *key);
/* steps_key.c. Whether a foreign key of the old schema may point to this key or index of the table.
 */
bool is_referenced_key(struct planner *planner, struct qualified table, const struct object *key);
/* Whether an index of the old table has the name, one beneath a constraint, too. */
bool is_index_name(struct planner *planner, struct qualified table, const char *name);
/* Whether one that does must go before anything is built. */
bool is_referenced_by_what_goes(
	struct planner *planner, struct qualified table, const struct object *key);
/* Whether the index of a unique constraint or primary key is built first, beside the table's users:
 * it is new or another, and nothing about it must be there before what takes long. */
bool key_is_built(
	struct planner *planner, const struct object *parent, const struct constraint *constraint);
void build_key(
	struct planner *planner, const struct object *parent, const struct constraint *constraint);
/* A key that goes, or a foreign key that points to one, does so in the transaction in which what
 * was built takes its place; the step gets the rank for that, too. Nothing where nothing does. */
void wait_for_successor(struct planner *planner, struct step *step, const struct object *parent,
	const struct object *old);
/* Whether the index is built beside the table's users: it is new or another. */
bool index_is_built(
	struct planner *planner, const struct object *parent, const struct index *index);

/* steps_analyze.c. ANALYZE of a table or materialized view that stands and may have rows, because
 * statistics are gone or new; once, however often it is asked for. NULL: of none. */
void gather_statistics(struct planner *planner, const struct object *relation);

/* steps_null.c. SET NOT NULL of a column of a table that stands, in as many steps as it takes: the
 * first of them, which says nothing yet of what it needs. */
struct step *set_not_null_step(
	struct planner *planner, const struct table *table, const struct column *column);
/* The name that the server gives to the NOT NULL of a column of the old schema; NULL where it might
 * be another constraint's. */
const char *not_null_name(struct planner *planner, struct qualified table, const char *column);
/* A check that goes, and that spares a column that becomes NOT NULL the look at its rows, waits for
 * that. */
void step_needs_null_of(struct planner *planner, struct step *step, struct qualified table,
	const struct constraint *check);
/* steps_attach.c. Has the bound of a table that stands checked before it is attached, so that the
 * server need not, and the check dropped with the step that attaches it. False: that cannot be. */
bool prove_bound(struct planner *planner, struct step *attach, const struct table *from,
	const struct table *table);
/* What a constraint of a table that is not checked yet waits for: the partitions that it and those
 * below get have no such constraint, and the server would not take them. */
void step_needs_attached_below(
	struct planner *planner, struct step *step, const struct table *table);
/* steps_default.c. Whether the table comes beside a default partition that may have rows; whether
 * a check there can say that none of them is the new one's; and that check, gone with the step with
 * which the table comes. early: before anything else is done, else with other checks. */
bool is_beside_default(struct planner *planner, const struct table *table);
bool can_exclude(struct planner *planner, const struct table *table);
void exclude_from_default(
	struct planner *planner, struct step *comes, const struct table *table, bool early);
/* steps_reference.c. A foreign key of a partitioned table in use; note: how it fails, NULL where no
 * row can be against it. */
void add_partitioned_reference(struct planner *planner, struct table *table,
	const struct constraint *key, const char *note);

/* The default of the column's domain, if it has one, serves as the column's own. */
bool column_has_default(struct planner *planner, const struct column *column);

/* Whether a trigger or the like of both schemas is dropped and made anew. */
bool definition_is_made_anew(
	struct planner *planner, const struct definition *from, const struct definition *to);
/* steps_fill.c */
/* Whether it calls what may give each row another value. */
bool is_volatile(struct planner *planner, const struct expression *expression);
/* Whether a new column gets its values only when it is there. */
bool is_filled_later(
	struct planner *planner, const struct table *table, const struct column *column);
/* As it comes then: it may be NULL, and has no default. */
const struct column *column_without_value(struct planner *planner, const struct column *column);
/* Whether a new identity column becomes one only when it is there: the server adds none to a table
 * with others below it. A sequence, which step makes first, numbers the rows. */
bool is_numbered_later(
	struct planner *planner, const struct table *table, const struct column *column);
const struct column *column_with_numbers(struct planner *planner, struct step *step,
	const struct table *table, const struct column *column);
/* step adds it: its default, and all that leads to what it is to be. */
void fill_column(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column);
/* Whether a domain of the type, or one beneath it, demands something of its values. */
bool is_constrained_domain(const struct schema *schema, const struct sql_type *type);
/* Whether anything that shares its names with tables is called so, before or after. */
bool is_name_taken(const struct planner *planner, struct qualified name);

/* steps_composite.c */
void composite_needs(struct planner *planner, struct step *step, const struct object *type);
void composite_frees(struct planner *planner, struct step *step, const struct object *type);
void say_composite_comments(
	struct planner *planner, struct step *step, const struct composite *composite);

/* Steps that several files make. */
/* How a column's values are kept, where it is not as before; before NULL: the column is new. */
void say_column_storage(struct planner *planner, struct step *step, const struct table *table,
	const struct column *before, const struct column *after);
/* A partition that can leave its parent, which stays and is in use, beside the users of both. */
bool detaches_gently(const struct planner *planner, const struct table *partition);
/* Of the old schema. */
struct step *add_detach_step(
	struct planner *planner, const struct table *partition, const struct object *object);
void say_clustering(struct planner *planner, struct step *step, const struct table *table);
/* Of an index or key that is made anew, on which the table was and is clustered. */
void say_clustering_again(
	struct planner *planner, struct step *step, const struct table *table, const char *index);
void say_replica_identity(struct planner *planner, struct step *step, const struct table *table);
void say_row_security(struct planner *planner, struct step *step, const struct table *table);
/* "serial", "bigserial", "smallserial": a new column of a table that stands, for which the server
 * makes the sequence, which so belongs to whom the table belongs to. NULL: it is none. */
const char *serial_type(struct planner *planner, const struct table *table,
	const struct column *column, const struct sequence **sequence);
bool comes_as_serial(struct planner *planner, const struct sequence *sequence);
/* A column that was a child's own and comes to its parent: the child's steps aside before the
 * parent's is added, and then gives it its values. So it is the child's own no more. */
void say_children_step_aside(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column);
void say_children_take_over(struct planner *planner, struct step *step, const struct table *table,
	const struct column *column);
/* A column that its table loses, and that a child keeps as its own; the others lose it by
 * themselves. */
/* Defaults and NOT NULL that a partition or child has of its own for its parent's columns; what is
 * said to the parent reaches them, too, and so they are said after it. */
void plan_own(struct planner *planner);
bool children_keep(struct planner *planner, const struct table *table, const char *column);
void say_children_lose(
	struct planner *planner, struct step *step, const struct table *table, const char *column);
/* A child that says NOT NULL, too, has it as its own from PostgreSQL 18 on, and keeps it there. */
void say_children_may_be_null(
	struct planner *planner, struct step *step, struct qualified parent, const char *column);
void add_column_step(struct planner *planner, const struct table *table,
	const struct column *column, enum fate fate);
void drop_column_step(struct planner *planner, const struct table *table,
	const struct column *column, enum fate fate);
void add_constraint_step(
	struct planner *planner, const struct object *parent, const struct constraint *constraint);
void add_index_step(
	struct planner *planner, const struct object *parent, const struct index *index);
void drop_index_step(
	struct planner *planner, const struct object *parent, const struct index *index);
void drop_constraint_step(
	struct planner *planner, const struct object *parent, const struct constraint *constraint);
/* Whether dropping a column takes the object along without being asked. A primary key only where
 * nothing of it is left: its columns must not stay NOT NULL, nor a new one wait for it. A foreign
 * key only where nobody waits for it to go: neither a key nor a table that becomes unlogged. */
bool goes_with_column(struct planner *planner, const struct change *change);
/* The index by which rows are found elsewhere is that no more once it was made anew. */
void say_identity_again(
	struct planner *planner, struct step *step, struct qualified table, const char *index);
/* The index that a table's replica identity names, or NULL. */
const char *identity_index(const struct table *table);
/* The parent's that an index or key is a part of; NULL: it is the table's own. */
const char *index_above(const struct table *table, const char *name);
/* Likewise of a partition's part of its parent's index, and of what its rows are ordered by.
 * from: the table itself when it is new. */
void say_part_again(struct planner *planner, const struct table *from, const struct table *to,
	const char *index);
/* An index is there, and those above that it is a part of. */
void step_needs_part(
	struct planner *planner, struct step *step, const struct table *table, const char *index);
/* The index beside what it is: its parameters and its tablespace. */
void alter_index_storage(struct planner *planner, const struct object *parent,
	const struct object *object, const struct sql_storage *from, const struct sql_storage *to);

/* reshaped.c: see struct plan. */
void find_reshaped(struct planner *planner, struct qualifieds *reshaped);

/* order.c: false when steps need each other in a circle. denied: set to true when a step comes
 * before what it wants. */
bool steps_sort(struct arena *arena, struct steps *steps, bool *denied);

#endif
