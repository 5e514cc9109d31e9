/* restruct_model.h: the words in which a C program declares its PostgreSQL schema.
 *
 *     #include <restruct_model.h>
 *
 *     enum customer_kind { CUSTOMER_PERSON, CUSTOMER_COMPANY DB_LABEL("firm") } DB_ENUM(customer_kind);
 *
 *     // two slashes are for programmers, three become COMMENT ON
 *     /// Who buys.
 *     struct customer {
 *             int64_t            id          DB_PRIMARY_KEY DB_IDENTITY;
 *             char               email[255]  DB_UNIQUE;       ///< where the invoice goes
 *             char              *nickname;                    // a pointer: may be NULL
 *             enum customer_kind kind        DB_DEFAULT("'person'");
 *             db_timestamptz     joined_at   DB_DEFAULT("now()");
 *             db_numeric         credit      DB_TYPE("numeric(12,2)") DB_CHECK("credit >= 0");
 *             int64_t            referrer_id DB_NULL
 *                     DB_REFERENCES(customers, id, "ON DELETE SET NULL");
 *             void              *session     DB_IGNORE;       // not in the database
 *     } DB_TABLE(customers)
 *       DB_INDEX(customers_by_email, "(lower(email))")
 *       DB_CONSTRAINT(customers_named, "CHECK (kind = 'firm' OR nickname IS NOT NULL)");
 *
 * One rule: names are bare, SQL is quoted, and the C type already says most of it.
 *
 * What is no table has words, too:
 *
 *     #include <restruct_model.h>
 *
 *     struct order {
 *             int64_t        id       DB_PRIMARY_KEY DB_IDENTITY;
 *             db_text        clerk    DB_DEFAULT("current_user");
 *             db_numeric     total;
 *             db_timestamptz changed  DB_DEFAULT("now()");
 *     } DB_TABLE(orders) DB_ROW_SECURITY;
 *
 *     struct sum {
 *             char *clerk;
 *             char *total DB_TYPE("numeric");
 *     } DB_VIEW(sums, "SELECT clerk, sum(total) AS total FROM orders GROUP BY clerk");
 *
 *     DB_FUNCTION(touch, "() RETURNS trigger LANGUAGE plpgsql AS $$\n"
 *             "BEGIN\n"
 *             "\tNEW.changed := now();\n"
 *             "\tRETURN NEW;\n"
 *             "END$$");
 *     DB_TRIGGER(touch, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()");
 *
 *     DB_POLICY(own, "ON orders TO clerks USING (clerk = current_user)");
 *     DB_GRANT("SELECT, INSERT, UPDATE (total) ON orders TO clerks");
 *     DB_GRANT("SELECT ON sums TO auditors");
 *
 * For every ordinary compiler (C11, C17, C++) the words vanish, so the structs are what they would
 * be without them. Only restruct, the generator, sees them: it defines RESTRUCT and reads them as
 * annotations.
 *
 *
 * Where a word stands
 * -------------------
 * After what it describes: after a member's name (and its array brackets or bit width), after an
 * enumerator, after a type's closing brace, after a typedef's name. Any number of them may follow
 * each other, in any order. Words for objects that have no struct (schemas, functions, triggers,
 * privileges, …) are declarations of their own, at file scope, and end with a semicolon; DB_WAS,
 * DB_COMMENT and others may follow them before it. The order of declarations means nothing: the
 * generator finds out what must be there before what.
 *
 * Arguments
 * ---------
 * NAME  a bare name, kept exactly as written: DB_TABLE(Orders) is "Orders" in SQL. With its schema
 *       it is schema.name. A name that C cannot spell is a string: DB_COLUMN("order date").
 *       Names longer than 63 bytes are an error.
 * SQL   a C string, in PostgreSQL's own words; pieces may follow each other as anywhere in C. It is
 *       parsed with PostgreSQL's grammar when the header is read, so a mistake is an error at its
 *       line.
 *
 * Types
 * -----
 *     C                                              SQL
 *     bool                                           boolean
 *     int8_t, uint8_t, signed char, unsigned char    smallint
 *     int16_t, short                                 smallint
 *     int32_t, int, uint16_t, unsigned short         integer
 *     int64_t, long long, uint32_t, unsigned int     bigint
 *     uint64_t, unsigned long long                   numeric(20,0)
 *     long, unsigned long, size_t                    as this machine has them, with a warning
 *     float, double                                  real, double precision
 *     char                                           char(1)
 *     char[N]                                        varchar(N-1): the NUL needs a byte
 *     char *                                         text
 *     time_t, struct timespec                        timestamptz
 *     an enum with DB_ENUM                           that type
 *     a typedef with DB_DOMAIN                       that domain
 *     a typedef with DB_TYPE (also those below)      that type
 *     anything else                                  an error, unless DB_TYPE or DB_IGNORE is there
 *
 * A value is NOT NULL, a pointer (int32_t *weight, char *note) may be NULL; DB_NULL and DB_NOT_NULL
 * say otherwise. A typedef that carries DB_TYPE or DB_DOMAIN is a value, whatever stands behind it;
 * any other typedef is only another name for what stands behind it.
 *
 * Comments
 * --------
 * A documentation comment (slash and two stars, or three slashes; with "<" when it follows on the
 * line) on a table, a column, a view, a type or any other object becomes COMMENT ON; only privileges
 * cannot have one. Other comments do not. */
#ifndef RESTRUCT_MODEL_H
#define RESTRUCT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How the words reach the generator. The arguments are turned into a string right here, in each
 * word's own definition, so that no macro of the program is expanded in them. */
#ifdef RESTRUCT
#define RESTRUCT_SAYS(text) __attribute__((annotate("db:" text)))
#define RESTRUCT_NAME_(number) restruct_object_##number
#define RESTRUCT_NAME(number) RESTRUCT_NAME_(number)
#define RESTRUCT_OBJECT(text)                                                                      \
	extern struct restruct_declaration RESTRUCT_NAME(__COUNTER__) RESTRUCT_SAYS(text)
#else
#define RESTRUCT_SAYS(text)
#define RESTRUCT_OBJECT(text) struct restruct_declaration
#endif

/* ---- Tables: after the closing brace of a struct, or after the name of its typedef ------------ */

/* DB_TABLE(NAME) — the struct is a row of this table; its members are the columns.
 *     struct customer { … } DB_TABLE(customers);          CREATE TABLE customers (…)
 *     struct entry { … } DB_TABLE(audit.entries);         CREATE TABLE audit.entries (…) */
#define DB_TABLE(...) RESTRUCT_SAYS("table:" #__VA_ARGS__)

/* DB_IN_SCHEMA(SCHEMA) — the schema that a table, view or type lives in; the same as writing
 * schema.name. Without it: the schema that the application configures (restruct_options.schema).
 * Models that move from one to another yield ALTER … SET SCHEMA. */
#define DB_IN_SCHEMA(...) RESTRUCT_SAYS("in_schema:" #__VA_ARGS__)

/* DB_INDEX(NAME, SQL) — an index: all that follows ON table in CREATE INDEX.
 *     DB_INDEX(customers_by_email, "(lower(email)) WHERE active")
 *         CREATE INDEX customers_by_email ON customers (lower(email)) WHERE active
 * The name may be left out, DB_INDEX("(email)"): then it is PostgreSQL's, customers_email_idx. */
#define DB_INDEX(...) RESTRUCT_SAYS("index:" #__VA_ARGS__)

/* DB_UNIQUE_INDEX(NAME, SQL) — the same with CREATE UNIQUE INDEX. */
#define DB_UNIQUE_INDEX(...) RESTRUCT_SAYS("unique_index:" #__VA_ARGS__)

/* DB_CONSTRAINT(NAME, SQL) — any table constraint in SQL's own words: PRIMARY KEY, UNIQUE, CHECK,
 * FOREIGN KEY, EXCLUDE, with all that may follow: DEFERRABLE, INCLUDE, NO INHERIT, NOT VALID (rows from
 * before it are not looked at, until the words are taken out), USING INDEX TABLESPACE. The columns of a
 * primary key become NOT NULL.
 *     DB_CONSTRAINT(seats_pkey, "PRIMARY KEY (room, number)")
 * The name may be left out, DB_CONSTRAINT("UNIQUE (a, b)"): then it is PostgreSQL's. */
#define DB_CONSTRAINT(...) RESTRUCT_SAYS("constraint:" #__VA_ARGS__)

/* DB_WAS(OLD_NAME) — what a table, column, type, enumerator's label, sequence or other object was
 * called before: a rename, where a drop and a create would lose the data. It may stay; once the
 * rename is in a revision it means nothing any more. With a schema (DB_WAS(old_schema.name)): it
 * moved. Triggers, policies and rules follow their table by themselves.
 *     char *telephone DB_WAS(phone);      ALTER TABLE … RENAME COLUMN phone TO telephone */
#define DB_WAS(...) RESTRUCT_SAYS("was:" #__VA_ARGS__)

/* DB_WITH(SQL) — storage parameters: what stands in WITH (…) in CREATE TABLE. Their names and values
 * are checked; "toast." before a name means the TOAST table. Changes are SET and RESET.
 *     DB_WITH("fillfactor = 70, autovacuum_enabled = false, toast.vacuum_truncate = false") */
#define DB_WITH(...) RESTRUCT_SAYS("with:" #__VA_ARGS__)

/* DB_UNLOGGED — CREATE UNLOGGED TABLE: quicker to write, empty after a crash of the server, on no
 * standby. Its sequences are unlogged, too, for which PostgreSQL must be 15 or newer; a table that is
 * logged cannot reference it. A table that becomes unlogged, or logged again, is written anew. */
#define DB_UNLOGGED RESTRUCT_SAYS("unlogged:")

/* DB_ROW_SECURITY — ENABLE ROW LEVEL SECURITY: nobody but the owner and superusers sees a row that no
 * policy (DB_POLICY) shows.
 * DB_FORCE_ROW_SECURITY — the owner sees no other rows, either. */
#define DB_ROW_SECURITY RESTRUCT_SAYS("row_security:")
#define DB_FORCE_ROW_SECURITY RESTRUCT_SAYS("force_row_security:")

/* DB_PARTITION_BY(SQL) — a partitioned table: it holds no rows itself, its partitions do, which are
 * declared at file scope with DB_PARTITION.
 *     DB_PARTITION_BY("RANGE (placed_at)")                 CREATE TABLE … PARTITION BY RANGE (placed_at)
 * Primary keys and unique constraints of it hold the columns of the partition key. */
#define DB_PARTITION_BY(...) RESTRUCT_SAYS("partition_by:" #__VA_ARGS__)

/* DB_INHERITS(PARENT) — INHERITS (parent): the table has the parent's columns, too. Only its own are
 * members, or those that it would keep without the parent. It may stand there more than once. */
#define DB_INHERITS(...) RESTRUCT_SAYS("inherits:" #__VA_ARGS__)

/* DB_OWN_DEFAULT(COLUMN, SQL), DB_OWN_NOT_NULL(COLUMN) — on a table with DB_INHERITS or a
 * DB_PARTITION: of a column that is its parent's, the default or NOT NULL that it has here and not
 * there. DB_OWN_DEFAULT(column, "NULL") is no default. */
#define DB_OWN_DEFAULT(...) RESTRUCT_SAYS("own_default:" #__VA_ARGS__)
#define DB_OWN_NOT_NULL(...) RESTRUCT_SAYS("own_not_null:" #__VA_ARGS__)

/* DB_ACCESS_METHOD(NAME) — CREATE TABLE … USING name.
 * DB_TABLESPACE(NAME) — where it is stored. Of an index, the tablespace stands in its SQL. */
#define DB_ACCESS_METHOD(...) RESTRUCT_SAYS("access_method:" #__VA_ARGS__)
#define DB_TABLESPACE(...) RESTRUCT_SAYS("tablespace:" #__VA_ARGS__)

/* DB_REPLICA_IDENTITY("full"), ("nothing") or ("index name") — by what a subscriber finds the rows
 * that were changed; without it, the primary key. */
#define DB_REPLICA_IDENTITY(...) RESTRUCT_SAYS("replica_identity:" #__VA_ARGS__)

/* DB_CLUSTER_ON(NAME) — the index or key of the table by which CLUSTER sorts its rows: ALTER TABLE …
 * CLUSTER ON name. */
#define DB_CLUSTER_ON(...) RESTRUCT_SAYS("cluster_on:" #__VA_ARGS__)

/* DB_COMMENT_ON(NAME, TEXT) — COMMENT ON the table's constraint or index of that name, or on a
 * domain's constraint.
 *     DB_COMMENT_ON(customers_by_email, "the login looks here") */
#define DB_COMMENT_ON(...) RESTRUCT_SAYS("comment_on:" #__VA_ARGS__)

/* DB_COMMENT_ON_INDEX(NAME, TEXT) — COMMENT ON the index that stands beneath a primary key, unique or
 * exclusion constraint of that name: next to the constraint's own. */
#define DB_COMMENT_ON_INDEX(...) RESTRUCT_SAYS("comment_on_index:" #__VA_ARGS__)

/* DB_COMMENT(TEXT) — a comment that a documentation comment cannot hold, or not in that place; on
 * whatever could have a documentation comment. */
#define DB_COMMENT(...) RESTRUCT_SAYS("comment:" #__VA_ARGS__)

/* ---- Columns: after a member's name ------------------------------------------------------------ */

/* DB_PRIMARY_KEY — the table's primary key, called table_pkey; NOT NULL goes without saying. On
 * several members: one key over all of them, in their order. */
#define DB_PRIMARY_KEY RESTRUCT_SAYS("primary_key:")

/* DB_IDENTITY — the server numbers the rows, unless INSERT gives a value: GENERATED BY DEFAULT AS
 * IDENTITY.
 * DB_IDENTITY_ALWAYS — it numbers them whatever INSERT says: GENERATED ALWAYS AS IDENTITY. */
#define DB_IDENTITY RESTRUCT_SAYS("identity:")
#define DB_IDENTITY_ALWAYS RESTRUCT_SAYS("identity_always:")

/* DB_IDENTITY_OPTIONS(SQL) — the options of its sequence, where they are not PostgreSQL's own.
 *     int64_t number DB_IDENTITY DB_IDENTITY_OPTIONS("START 1000 INCREMENT BY 10"); */
#define DB_IDENTITY_OPTIONS(...) RESTRUCT_SAYS("identity_options:" #__VA_ARGS__)

/* DB_UNIQUE — no two rows have the same value: CONSTRAINT table_column_key UNIQUE (column). */
#define DB_UNIQUE RESTRUCT_SAYS("unique:")

/* DB_NULL, DB_NOT_NULL — whether the column may be NULL, where the C type says otherwise. */
#define DB_NULL RESTRUCT_SAYS("null:")
#define DB_NOT_NULL RESTRUCT_SAYS("not_null:")

/* DB_DEFAULT(SQL) — what a row gets that does not say: DEFAULT sql.
 *     bool active DB_DEFAULT("true");
 *     char *state DB_DEFAULT("'new'");    text stands in SQL's quotes, inside C's */
#define DB_DEFAULT(...) RESTRUCT_SAYS("default:" #__VA_ARGS__)

/* DB_GENERATED(SQL) — computed from other columns of the row: GENERATED ALWAYS AS (sql) STORED. */
#define DB_GENERATED(...) RESTRUCT_SAYS("generated:" #__VA_ARGS__)

/* DB_GENERATED_VIRTUAL(SQL) — the same, computed whenever it is read: VIRTUAL, for which PostgreSQL
 * must be 18 or newer. */
#define DB_GENERATED_VIRTUAL(...) RESTRUCT_SAYS("generated_virtual:" #__VA_ARGS__)

/* DB_TYPE(SQL) — this SQL type, whatever the C type. On a typedef: what the typedef means wherever
 * a member has it.
 *     db_numeric price DB_TYPE("numeric(12,2)");
 *     char *tags DB_TYPE("text[]");
 *     typedef char isbn[14] DB_TYPE("char(13)");
 * DB_TYPE("serial"), "bigserial" and "smallserial" are understood as PostgreSQL does: an integer
 * column that is NOT NULL, a sequence table_column_seq owned by it, and its next value as default.
 * New models are better off with DB_IDENTITY. */
#define DB_TYPE(...) RESTRUCT_SAYS("type:" #__VA_ARGS__)

/* DB_COLLATE(COLLATION) — how the column sorts: DB_COLLATE("C"), DB_COLLATE("de-x-icu"). */
#define DB_COLLATE(...) RESTRUCT_SAYS("collate:" #__VA_ARGS__)

/* DB_STORAGE(WORD) — plain, main, external or extended: where long values go.
 * DB_COMPRESSION(METHOD) — pglz or lz4: how they are made shorter.
 * DB_STATISTICS_TARGET("500") — how closely ANALYZE looks, from 0 to 10000; on DB_STATISTICS, too.
 * DB_WITH("n_distinct = -0.5, n_distinct_inherited = 100"), on a member — what it is told to believe. */
#define DB_STORAGE(...) RESTRUCT_SAYS("storage:" #__VA_ARGS__)
#define DB_COMPRESSION(...) RESTRUCT_SAYS("compression:" #__VA_ARGS__)
#define DB_STATISTICS_TARGET(...) RESTRUCT_SAYS("statistics_target:" #__VA_ARGS__)

/* DB_CHECK(SQL) — what must hold: CONSTRAINT table_column_check CHECK (sql). More than one may be
 * there. */
#define DB_CHECK(...) RESTRUCT_SAYS("check:" #__VA_ARGS__)

/* DB_REFERENCES(TABLE, COLUMN, SQL) — a foreign key, called table_column_fkey. COLUMN: in that
 * table; without it, its primary key. SQL: actions and the rest, ON DELETE CASCADE DEFERRABLE.
 *     int64_t customer_id DB_REFERENCES(customers);
 *     int64_t customer_id DB_REFERENCES(customers, id, "ON DELETE CASCADE");
 *     int64_t customer_id DB_REFERENCES(sales.customers, , "ON DELETE CASCADE");
 * Keys of several columns: DB_CONSTRAINT. */
#define DB_REFERENCES(...) RESTRUCT_SAYS("references:" #__VA_ARGS__)

/* DB_COLUMN(NAME) — the column's name, where it is not the member's.
 *     int32_t class_ DB_COLUMN(class); */
#define DB_COLUMN(...) RESTRUCT_SAYS("column:" #__VA_ARGS__)

/* DB_USING(SQL) — how old values become the new type, when the type changes: ALTER COLUMN … TYPE …
 * USING sql. Means nothing otherwise and may stay.
 *     int32_t size DB_USING("size::integer"); */
#define DB_USING(...) RESTRUCT_SAYS("using:" #__VA_ARGS__)

/* DB_IGNORE — the program's own business: no column. On an enumerator (a count at the end): no
 * label. */
#define DB_IGNORE RESTRUCT_SAYS("ignore:")

/* ---- Types ------------------------------------------------------------------------------------- */

/* DB_ENUM(NAME) — after the closing brace of an enum, or after the name of its typedef:
 * CREATE TYPE name AS ENUM (…), in the order of the enumerators.
 *     enum mood { MOOD_SAD, MOOD_SO_SO, MOOD_HAPPY } DB_ENUM(mood);   ('sad', 'so_so', 'happy')
 * A label is the enumerator without the prefix that all of them share (up to an underscore), in
 * lower case. Of a single enumerator, what follows its last underscore. */
#define DB_ENUM(...) RESTRUCT_SAYS("enum:" #__VA_ARGS__)

/* DB_LABEL(NAME) — after an enumerator: its label, where that is another. DB_WAS works here too,
 * with the old label: RENAME VALUE.
 *     enum answer { ANSWER_NONE DB_LABEL("n/a") DB_WAS("none"), ANSWER_YES } DB_ENUM(answer); */
#define DB_LABEL(...) RESTRUCT_SAYS("label:" #__VA_ARGS__)

/* DB_DOMAIN(NAME, SQL) — after a typedef's name: a type with rules. SQL is all that follows CREATE
 * DOMAIN name AS.
 *     typedef char *email DB_DOMAIN(email, "text CHECK (VALUE LIKE '%@%')"); */
#define DB_DOMAIN(...) RESTRUCT_SAYS("domain:" #__VA_ARGS__)

/* DB_COMPOSITE(NAME) — after a struct's closing brace: CREATE TYPE name AS (…). Its members are
 * attributes: they have types, collations and comments, and no rules. A member of another struct may
 * have the type.
 *     struct address { char *street; char *town; } DB_COMPOSITE(address);
 *     struct customer { …; struct address home; } DB_TABLE(customers); */
#define DB_COMPOSITE(...) RESTRUCT_SAYS("composite:" #__VA_ARGS__)

/* ---- Objects without a struct: declarations at file scope, with a semicolon -------------------- */

/* DB_SCHEMA(NAME) — a schema besides the one the application configures; models live in it with
 * DB_IN_SCHEMA(NAME) or DB_TABLE(NAME.table).
 *     DB_SCHEMA(audit);                                    CREATE SCHEMA audit */
#define DB_SCHEMA(...) RESTRUCT_OBJECT("schema:" #__VA_ARGS__)

/* DB_EXTENSION(NAME, SQL) — an extension. SQL, which may be left out, says where and which: SCHEMA
 * name, VERSION 'version'. Without a version it is the one that the server brings.
 *     DB_EXTENSION(citext);                                CREATE EXTENSION citext
 *     DB_EXTENSION("uuid-ossp");
 *     DB_EXTENSION(postgis, "SCHEMA gis VERSION '3.4.0'"); */
#define DB_EXTENSION(...) RESTRUCT_OBJECT("extension:" #__VA_ARGS__)

/* DB_SEQUENCE(NAME, SQL) — a sequence of its own; SQL, its options, may be left out. DB_WAS and
 * DB_UNLOGGED may follow.
 *     DB_SEQUENCE(invoice_numbers, "START 1000 CACHE 20");
 *     DB_SEQUENCE(sales.numbers, "OWNED BY sales.invoices.number") DB_WAS(invoice_numbers); */
#define DB_SEQUENCE(...) RESTRUCT_OBJECT("sequence:" #__VA_ARGS__)

/* DB_PARTITION(NAME, PARENT, SQL) — a partition of a table with DB_PARTITION_BY; SQL says which rows
 * are its. The words of tables may follow, for what is its own: columns, constraints and indexes that
 * come from the parent are not said again.
 *     DB_PARTITION(orders_2024, orders, "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
 *       DB_INDEX(orders_2024_total, "(total)") DB_WITH("fillfactor = 100");
 *     DB_PARTITION(orders_rest, orders, "DEFAULT") DB_PARTITION_BY("HASH (id)");
 *
 * DB_ATTACHED_INDEX(NAME, PARENTS_INDEX) — what the partition's part of its parent's index or key is
 * called, where that is not the name that PostgreSQL gives it. */
#define DB_PARTITION(...) RESTRUCT_OBJECT("partition:" #__VA_ARGS__)
#define DB_ATTACHED_INDEX(...) RESTRUCT_SAYS("attached_index:" #__VA_ARGS__)

/* ---- Views -------------------------------------------------------------------------------------- */

/* DB_VIEW(NAME, SQL) — after the closing brace of the struct that is a row of it; or of no struct's
 * at all, between "struct" and a tag of its own. SQL is the query. Of the members only documentation
 * comments reach the database; DB_COLUMN and DB_IGNORE say which member is which column. DB_WITH
 * takes security_barrier, security_invoker (PostgreSQL 15) and check_option.
 *     struct total { int64_t customer_id; db_numeric sum; }
 *       DB_VIEW(totals, "SELECT customer_id, sum(price) FROM orders GROUP BY customer_id");
 *     struct DB_VIEW(open_orders, "SELECT * FROM orders WHERE NOT paid")
 *       DB_WITH("check_option = local") open_orders; */
#define DB_VIEW(...) RESTRUCT_SAYS("view:" #__VA_ARGS__)

/* DB_MATERIALIZED_VIEW(NAME, SQL) — likewise, for a view whose rows are stored. DB_INDEX,
 * DB_UNIQUE_INDEX, DB_WITH (storage parameters), DB_TABLESPACE and DB_ACCESS_METHOD may follow.
 * When its query, or what it reads, changes in a way that the server does not follow by itself, it is
 * dropped, made and filled anew: nobody reads it meanwhile.
 * DB_NO_DATA — WITH NO DATA: it cannot be read before the first REFRESH MATERIALIZED VIEW. */
#define DB_MATERIALIZED_VIEW(...) RESTRUCT_SAYS("materialized_view:" #__VA_ARGS__)
#define DB_NO_DATA RESTRUCT_SAYS("no_data:")

/* ---- Functions: declarations at file scope, with a semicolon ------------------------------------ */

/* DB_FUNCTION(NAME, SQL), DB_PROCEDURE(NAME, SQL) — all that follows the name in CREATE FUNCTION:
 * arguments, RETURNS, LANGUAGE and the rest, and the body, which is kept as it is written. Functions
 * of one name with different arguments are different functions.
 *     DB_FUNCTION(net, "(gross numeric, rate numeric DEFAULT 0.19) RETURNS numeric "
 *             "LANGUAGE sql IMMUTABLE AS $$SELECT gross / (1 + rate)$$");
 *     DB_PROCEDURE(close_month, "(month date) LANGUAGE plpgsql AS $$\n"
 *             "BEGIN\n"
 *             "\tUPDATE orders SET closed = true WHERE placed_on < month;\n"
 *             "END$$");
 * A body in LANGUAGE sql is read as SQL, so that what it needs is there before it; of one in another
 * language only the names in it are looked at.
 * DB_AGGREGATE(NAME, SQL) — all that follows the name in CREATE AGGREGATE.
 *     DB_AGGREGATE(product, "(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1')");
 * DB_OPERATOR(NAME, SQL) — all that follows the name in CREATE OPERATOR.
 *     DB_OPERATOR("~~", "(FUNCTION = number_like, LEFTARG = numeric, RIGHTARG = text)");
 * DB_WAS may follow each but an operator. */
#define DB_FUNCTION(...) RESTRUCT_OBJECT("function:" #__VA_ARGS__)
#define DB_PROCEDURE(...) RESTRUCT_OBJECT("procedure:" #__VA_ARGS__)
#define DB_AGGREGATE(...) RESTRUCT_OBJECT("aggregate:" #__VA_ARGS__)
#define DB_OPERATOR(...) RESTRUCT_OBJECT("operator:" #__VA_ARGS__)

/* ---- Triggers, policies, rules, privileges and other objects in SQL's own words ----------------- */

/* DB_TRIGGER(NAME, SQL) — a trigger: all that follows its name in CREATE TRIGGER. It lives in the
 * schema of the table or view it is on, which must be a model. DB_WAS may follow, and DB_ENABLED.
 *     DB_TRIGGER(touch, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()");
 * DB_CONSTRAINT_TRIGGER(NAME, SQL) — the same with CREATE CONSTRAINT TRIGGER.
 *     DB_CONSTRAINT_TRIGGER(balanced, "AFTER INSERT OR UPDATE ON entries "
 *             "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION balance()"); */
#define DB_TRIGGER(...) RESTRUCT_OBJECT("trigger:" #__VA_ARGS__)
#define DB_CONSTRAINT_TRIGGER(...) RESTRUCT_OBJECT("constraint_trigger:" #__VA_ARGS__)

/* DB_POLICY(NAME, SQL) — which rows a role sees and writes, of a table with DB_ROW_SECURITY: all that
 * follows its name in CREATE POLICY. The roles it names are the server's and must be there. DB_WAS
 * may follow.
 *     DB_POLICY(own, "ON orders FOR SELECT TO clerks USING (clerk = current_user)"); */
#define DB_POLICY(...) RESTRUCT_OBJECT("policy:" #__VA_ARGS__)

/* DB_RULE(NAME, SQL) — a rule for INSERT, UPDATE or DELETE: all that follows its name in CREATE
 * RULE. DB_WAS may follow, and DB_ENABLED.
 *     DB_RULE(keep, "AS ON DELETE TO orders DO INSTEAD NOTHING"); */
#define DB_RULE(...) RESTRUCT_OBJECT("rule:" #__VA_ARGS__)

/* DB_ENABLED(WHEN) — after a trigger or rule: "disabled", "replica" (only while changes come from
 * another server) or "always" (then, too).
 *     DB_TRIGGER(touch, "BEFORE UPDATE ON orders EXECUTE FUNCTION touch()") DB_ENABLED("always"); */
#define DB_ENABLED(...) RESTRUCT_SAYS("enabled:" #__VA_ARGS__)

/* DB_STATISTICS(NAME, SQL) — what the planner learns of several columns together: all that follows
 * the name in CREATE STATISTICS. DB_WAS may follow, and DB_STATISTICS_TARGET: how exact they are.
 *     DB_STATISTICS(places, "(dependencies) ON zip, city FROM addresses");
 *     DB_STATISTICS(towns, "ON zip, city FROM addresses") DB_STATISTICS_TARGET("1000"); */
#define DB_STATISTICS(...) RESTRUCT_OBJECT("statistics:" #__VA_ARGS__)

/* DB_COLLATION(NAME, SQL) — a collation: all that follows its name in CREATE COLLATION. DB_WAS may
 * follow.
 *     DB_COLLATION(german, "(provider = icu, locale = 'de-u-co-phonebk')"); */
#define DB_COLLATION(...) RESTRUCT_OBJECT("collation:" #__VA_ARGS__)

/* DB_RANGE(NAME, SQL) — a range type: all that follows RANGE in CREATE TYPE name AS RANGE. DB_WAS may
 * follow.
 *     DB_RANGE(speeds, "(SUBTYPE = float8, SUBTYPE_DIFF = float8mi)"); */
#define DB_RANGE(...) RESTRUCT_OBJECT("range:" #__VA_ARGS__)

/* DB_GRANT(SQL) — privileges on a table, view, sequence, function, procedure, schema or type: all
 * that follows GRANT. Roles are the server's and must be there. Several add up; what the owner may
 * do goes without saying.
 *     DB_GRANT("SELECT, INSERT (name) ON customers TO clerks");
 *     DB_GRANT("ALL ON SCHEMA audit TO auditors WITH GRANT OPTION");
 * DB_REVOKE(SQL) — takes from PUBLIC what it has without being told: EXECUTE on a function or
 * procedure, USAGE on a type.
 *     DB_REVOKE("EXECUTE ON FUNCTION pay(integer) FROM PUBLIC"); */
#define DB_GRANT(...) RESTRUCT_OBJECT("grant:" #__VA_ARGS__)
#define DB_REVOKE(...) RESTRUCT_OBJECT("revoke:" #__VA_ARGS__)

/* ---- Revisions: only in the headers of a migrations folder, written by restruct revision ------- */

/* DB_REVISION(ID, MESSAGE, PARENT…) — which revision this header is, and what it follows. Tags,
 * typedefs and enumerators in it end in _ID.
 *     DB_REVISION(0002_add_phone, "add phone", 0001_initial); */
#define DB_REVISION(...) RESTRUCT_OBJECT("revision:" #__VA_ARGS__)

/* DB_COMPATIBILITY(WORD) — how a program built before this revision gets on after it: additive,
 * tightening or breaking. */
#define DB_COMPATIBILITY(...) RESTRUCT_OBJECT("compatibility:" #__VA_ARGS__)

/* DB_HAZARD(HAZARD, STATEMENT) — what its author has accepted, and for which statement.
 *     DB_HAZARD(loses-data, "ALTER TABLE customers DROP COLUMN phone"); */
#define DB_HAZARD(...) RESTRUCT_OBJECT("hazard:" #__VA_ARGS__)

/* DB_RESHAPES(NAME) — a table or view whose rows have another shape after it, or after its
 * downgrade: columns come, go, or get another type or name. A program learns it with the revision's
 * events (restruct.h); say it by hand, too, for what statements by hand do.
 *     DB_RESHAPES(customers); */
#define DB_RESHAPES(...) RESTRUCT_OBJECT("reshapes:" #__VA_ARGS__)

/* DB_DROPPED(KIND, NAME, SUFFIX) — what is gone after it. KIND: table, view, function, … SUFFIX, where
 * a name alone does not tell: the types of a function's arguments, the table of a trigger.
 *     DB_DROPPED(table, sessions);
 *     DB_DROPPED(function, add, "(integer, integer)");
 *     DB_DROPPED(trigger, touch, "on orders"); */
#define DB_DROPPED(...) RESTRUCT_OBJECT("dropped:" #__VA_ARGS__)

/* ---- Types that C lacks ------------------------------------------------------------------------ *
 *
 * As libpq gives and takes them in text: what PQgetvalue returns can be copied in, and the member
 * can be handed to PQexecParams as it is. Those of bounded length are arrays that hold any value of
 * the type, whatever DateStyle and IntervalStyle say, with its NUL: they need no memory of their
 * own. The others point to text that the program owns. All are values: NOT NULL unless DB_NULL is
 * there (an empty array or a null pointer is then the natural NULL).
 *
 *     snprintf(order.placed_at, sizeof order.placed_at, "%s", PQgetvalue(result, 0, 1));
 *     order.note = strdup(PQgetvalue(result, 0, 2));
 *
 * A modifier is added where it is used: db_timestamptz at DB_TYPE("timestamptz(3)"). */

typedef char db_timestamptz[64] DB_TYPE("timestamptz");
typedef char db_timestamp[64] DB_TYPE("timestamp");
typedef char db_date[24] DB_TYPE("date");
typedef char db_time[24] DB_TYPE("time");
typedef char db_timetz[32] DB_TYPE("timetz");
typedef char db_interval[128] DB_TYPE("interval");
typedef char db_uuid[37] DB_TYPE("uuid");
typedef char db_inet[52] DB_TYPE("inet");
typedef char db_cidr[52] DB_TYPE("cidr");
typedef char db_macaddr[18] DB_TYPE("macaddr");
typedef char db_macaddr8[24] DB_TYPE("macaddr8");
typedef char db_point[56] DB_TYPE("point");
typedef uint32_t db_oid DB_TYPE("oid");

typedef char *db_text DB_TYPE("text"); /* a char * that is NOT NULL */
typedef char *db_numeric DB_TYPE("numeric");
typedef char *db_json DB_TYPE("json");
typedef char *db_jsonb DB_TYPE("jsonb");
typedef char *db_xml DB_TYPE("xml");
typedef char *db_tsvector DB_TYPE("tsvector");
typedef char *db_tsquery DB_TYPE("tsquery");

/* What PQunescapeBytea gives and PQescapeByteaConn takes. */
typedef struct db_bytes {
	unsigned char *data;
	size_t length;
} db_bytea DB_TYPE("bytea");

#endif
