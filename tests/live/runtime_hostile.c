/* A version table with hostile content, or something else in its place: every verb ends well or
 * with a clean error, in time, and nothing that a row holds is run but the statements of its
 * downgrade, which is SQL by design.
 *
 * Rounds of random tables for a few seconds. FUZZ_SECONDS: for how long (3). SEED: the first
 * round's seed, which counts on; that of a round that fails is printed. */
#include "support/runtime.h"

#include <time.h>
#include <unistd.h>

/* ---- chance ---- */

static unsigned long long state;

static unsigned chance(unsigned of)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(state >> 33) % of;
}

#define ONE_OF(list) (list)[chance(sizeof(list) / sizeof *(list))]

/* ---- what the program has ---- */

static void upgrade_1(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE IF NOT EXISTS one (id integer)");
}

static void downgrade_1(restruct_migration *m)
{
	restruct_sql(m, "DROP TABLE IF EXISTS one");
}

static void upgrade_2(restruct_migration *m)
{
	upgrade_1(m);
	restruct_commit(m);
	restruct_sql(m, "INSERT INTO one VALUES (2)");
}

static void downgrade_2(restruct_migration *m)
{
	restruct_sql(m, "SELECT 2");
	restruct_commit(m);
	restruct_sql(m, "SELECT 22");
}

static const restruct_revision revisions[] = {
	{.id = "0001_one", .checksum = "1", .upgrade = upgrade_1, .downgrade = downgrade_1},
	{.id = "0002_two",
		.parent = "0001_one",
		.checksum = "2",
		.upgrade = upgrade_2,
		.downgrade = downgrade_2},
};
static const char *const no_schemas[] = {NULL};
static const restruct_extension no_extensions[] = {{NULL, NULL, NULL}};
static const char *const statements[] = {"CREATE TABLE one (id integer)", NULL, NULL};
static const restruct_models models = {no_schemas, no_extensions, statements};
static const restruct_table table = {
	RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, 2, revisions, &models};

/* ---- what the table holds ---- */

/* Each would leave a mark if it were run. */
#define MARK "CREATE TABLE IF NOT EXISTS public.injected ()"
static const char *const ids[] = {"0001_one", "0001_one", "0002_two", "0002_two", "0003_three",
	"0004_four", "0005_five", "", " ", "head", "base", "+1", "-1", ":", "%s%n%d", "\\", "'",
	"\"", "'; " MARK "; --", "$$; " MARK "; $$", "\"; " MARK "; --", "*/ " MARK " /*",
	"\033[31mred", "two\nlines", "größe", "\U0001F600", "0001"};
static const char *const checksums[] = {"1", "2", "2", "", "'", "0", "'); " MARK "; --"};
static const char *const messages[] = {
	"four", "", "'; " MARK "; --", "%s%s%n", "two\nlines", "\033[2J"};
static const char *const compatibilities[] = {
	"additive", "tightening", "breaking", "", "Additive", "'; " MARK "; --"};
static const char *const workers[] = {
	"", "%", "'; " MARK "; --", "*/ " MARK "; /*", "0123456789abcdef", "restruct"};
static const char *const beats[] = {"now()", "now() - interval '1 hour'", "'infinity'",
	"'-infinity'", "now() + interval '1 hour'", "NULL"};
static const char *const times[] = {"now()", "'infinity'", "'-infinity'", "'4713-01-01 BC'",
	"now() - interval '1 day'", "'294276-12-31'"};
static const char *const steps[] = {"NULL", "NULL", "NULL", "NULL", "1", "2", "-1", "-2", "0", "99",
	"-99", "2147483647", "-2147483648"};
static const char *const formats[] = {"2", "2", "2", "2", "2", "1", "3", "-1", "0", "32767"};
static const char *const downgrades[] = {"NULL", "'{}'", "ARRAY[NULL]::text[]",
	"ARRAY['SELECT 1', NULL, 'SELECT 2']", "ARRAY[ARRAY['SELECT 1'], ARRAY['SELECT 2']]",
	"ARRAY['']", "ARRAY[';']", "ARRAY['SELECT 1; SELECT 2']", "ARRAY['COMMIT']",
	"ARRAY['BEGIN']", "ARRAY['COMMIT', 'BEGIN', 'COMMIT', 'BEGIN']", "ARRAY['ROLLBACK']",
	"ARRAY['not SQL']", "ARRAY['COMMIT', 'SELECT 1', 'BEGIN']",
	"ARRAY['COMMIT', 'CREATE INDEX CONCURRENTLY i ON one (id)']", "'[5:6]={SELECT 1,SELECT 2}'",
	"ARRAY['COPY one TO STDOUT']", "ARRAY['COPY one FROM STDIN']", "ARRAY['/* unclosed']",
	"ARRAY['SELECT 1 / 0']", "ARRAY['SET search_path TO nowhere']"};

static char *long_string(size_t length)
{
	static char string[10001];
	memset(string, 'x', length);
	string[length] = '\0';
	return string;
}

static void put(char **to, const char *end, const char *string)
{
	size_t length = strlen(string);
	if (length > (size_t)(end - *to))
		fail_msg("there is no room for a row");
	memcpy(*to, string, length + 1);
	*to += length;
}

/* A literal, now and then NULL. */
static void put_value(PGconn *conn, char **to, const char *end, const char *value, bool may_be_null)
{
	if (may_be_null && chance(8) == 0) {
		put(to, end, "NULL, ");
		return;
	}
	if (chance(60) == 0)
		value = long_string(10000);
	char *literal = PQescapeLiteral(conn, value, strlen(value));
	put(to, end, literal);
	put(to, end, ", ");
	PQfreemem(literal);
}

/* Whatever the table does not take is not in it. */
static void insert_row(PGconn *conn)
{
	static char sql[100000];
	char *to = sql;
	const char *end = sql + sizeof sql - 1;
	put(&to, end, "INSERT INTO hostile.restruct_version VALUES (");
	put_value(conn, &to, end, chance(12) ? "hostile" : "'; " MARK "; --", true);
	put_value(conn, &to, end, ONE_OF(ids), true);
	for (int parent = 0; parent < 2; parent++)
		if (chance(3) != 0)
			put(&to, end, "NULL, ");
		else
			put_value(conn, &to, end, ONE_OF(ids), true);
	put_value(conn, &to, end, ONE_OF(checksums), true);
	put(&to, end, ONE_OF(formats));
	put(&to, end, ", ");
	put(&to, end, ONE_OF(times));
	put(&to, end, ", ");
	put_value(conn, &to, end, ONE_OF(messages), true);
	put_value(conn, &to, end, ONE_OF(compatibilities), true);
	put_value(conn, &to, end, ONE_OF(messages), true);
	put(&to, end, ONE_OF(downgrades));
	put(&to, end, chance(2) ? ", true, " : ", NULL, ");
	put(&to, end, ONE_OF(steps));
	put(&to, end, ", ");
	put_value(conn, &to, end, ONE_OF(workers), true);
	put(&to, end, ONE_OF(beats));
	put(&to, end, ")");
	PQclear(PQexec(conn, sql));
}

/* ---- what the table is ---- */

static const char create[] =
	"CREATE TABLE hostile.restruct_version (schema text, revision text, parent text,"
	" second_parent text, checksum text, format smallint DEFAULT 2,"
	" applied_at timestamptz DEFAULT now(), message text, compatibility text, build text,"
	" downgrade text[], needs_code boolean, step integer, worker text, beat timestamptz)";

/* Made before there are rows, and after. Errors do not matter. */
static const char *const before[] = {"",
	"ALTER TABLE hostile.restruct_version ADD PRIMARY KEY (schema, revision)",
	"ALTER TABLE hostile.restruct_version ADD PRIMARY KEY (schema, revision),"
	" ADD FOREIGN KEY (schema, parent) REFERENCES hostile.restruct_version,"
	" ADD FOREIGN KEY (schema, second_parent) REFERENCES hostile.restruct_version",
	"ALTER TABLE hostile.restruct_version ADD UNIQUE (revision)"};
static const char *const after[] = {"", "", "", "", "", "",
	"ALTER TABLE hostile.restruct_version ALTER revision TYPE varchar(5)",
	"ALTER TABLE hostile.restruct_version ALTER revision TYPE json USING to_json(revision)",
	"ALTER TABLE hostile.restruct_version ALTER revision TYPE bytea USING revision::bytea",
	"ALTER TABLE hostile.restruct_version ALTER revision TYPE name",
	"ALTER TABLE hostile.restruct_version ALTER schema TYPE integer USING 1",
	"ALTER TABLE hostile.restruct_version ALTER format TYPE text",
	"ALTER TABLE hostile.restruct_version ALTER format TYPE numeric USING 1e30",
	"ALTER TABLE hostile.restruct_version ALTER step TYPE text",
	"ALTER TABLE hostile.restruct_version ALTER step TYPE numeric USING step * 1e20",
	"ALTER TABLE hostile.restruct_version ALTER applied_at TYPE text",
	"ALTER TABLE hostile.restruct_version ALTER applied_at DROP DEFAULT,"
	" ALTER applied_at TYPE boolean USING true",
	"ALTER TABLE hostile.restruct_version ALTER downgrade TYPE text",
	"ALTER TABLE hostile.restruct_version ALTER downgrade TYPE integer[] USING '{1,2}'",
	"ALTER TABLE hostile.restruct_version ALTER downgrade TYPE jsonb USING '[]'",
	"ALTER TABLE hostile.restruct_version ALTER needs_code TYPE text",
	"ALTER TABLE hostile.restruct_version ALTER beat TYPE text",
	"ALTER TABLE hostile.restruct_version ALTER parent TYPE text[] USING '{}'",
	"ALTER TABLE hostile.restruct_version DROP COLUMN step",
	"ALTER TABLE hostile.restruct_version DROP COLUMN revision",
	"ALTER TABLE hostile.restruct_version DROP COLUMN schema",
	"ALTER TABLE hostile.restruct_version DROP COLUMN checksum",
	"ALTER TABLE hostile.restruct_version DROP COLUMN downgrade, DROP COLUMN worker",
	"ALTER TABLE hostile.restruct_version DROP COLUMN message, DROP COLUMN compatibility,"
	" DROP COLUMN build, DROP COLUMN downgrade, DROP COLUMN needs_code, DROP COLUMN step,"
	" DROP COLUMN worker, DROP COLUMN beat",
	"ALTER TABLE hostile.restruct_version ADD more text NOT NULL DEFAULT 'more'",
	"ALTER TABLE hostile.restruct_version ADD more text; UPDATE hostile.restruct_version SET"
	" more = ''; ALTER TABLE hostile.restruct_version ALTER more SET NOT NULL",
	"ALTER TABLE hostile.restruct_version RENAME TO t; CREATE VIEW hostile.restruct_version AS"
	" SELECT * FROM hostile.t",
	"ALTER TABLE hostile.restruct_version RENAME TO t; CREATE VIEW hostile.restruct_version AS"
	" SELECT * FROM hostile.t UNION ALL SELECT * FROM hostile.t",
	"ALTER TABLE hostile.restruct_version RENAME TO t; CREATE VIEW hostile.restruct_version AS"
	" SELECT *, 1 / (length(revision) - length(revision)) FROM hostile.t",
	"ALTER TABLE hostile.restruct_version RENAME TO t; CREATE MATERIALIZED VIEW"
	" hostile.restruct_version AS SELECT * FROM hostile.t",
	"DROP TABLE hostile.restruct_version; CREATE SEQUENCE hostile.restruct_version",
	"DROP TABLE hostile.restruct_version; CREATE TYPE hostile.restruct_version AS (a int)",
	"ALTER TABLE hostile.restruct_version RENAME TO t; CREATE INDEX restruct_version ON hostile.t (step)",
	"ALTER TABLE hostile.restruct_version OWNER TO %o",
	"ALTER TABLE hostile.restruct_version OWNER TO %o; ALTER SCHEMA hostile OWNER TO %o",
	"ALTER TABLE hostile.restruct_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
	"CREATE RULE r AS ON INSERT TO hostile.restruct_version DO INSTEAD NOTHING",
	"CREATE RULE r AS ON UPDATE TO hostile.restruct_version DO INSTEAD NOTHING",
	"CREATE RULE r AS ON DELETE TO hostile.restruct_version DO INSTEAD NOTHING",
	"CREATE RULE r AS ON INSERT TO hostile.restruct_version DO ALSO SELECT 1, 2, 3",
	"CREATE TRIGGER t BEFORE INSERT OR UPDATE OR DELETE ON hostile.restruct_version"
	" FOR EACH ROW EXECUTE FUNCTION hostile.nothing()",
	"CREATE TRIGGER t BEFORE INSERT OR UPDATE OR DELETE ON hostile.restruct_version"
	" FOR EACH ROW EXECUTE FUNCTION hostile.raise()",
	"CREATE TRIGGER t BEFORE INSERT OR UPDATE ON hostile.restruct_version"
	" FOR EACH ROW EXECUTE FUNCTION hostile.other()",
	"CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE OR DELETE ON hostile.restruct_version"
	" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hostile.raise()"};

static const char functions[] =
	"CREATE FUNCTION hostile.nothing() RETURNS trigger LANGUAGE plpgsql AS"
	" 'BEGIN RETURN NULL; END';"
	"CREATE FUNCTION hostile.raise() RETURNS trigger LANGUAGE plpgsql AS"
	" $$BEGIN RAISE EXCEPTION '%%s%%n \033[31m' USING ERRCODE = (ARRAY['P0001', '23505', '40001',"
	" '55P03', '42P07', '22012', 'XX000'])[1 + length(to_jsonb(coalesce(NEW, OLD))::text) %"
	" 7],"
	" HINT = repeat('x', 5000), DETAIL = repeat('y', 5000); END$$;"
	"CREATE FUNCTION hostile.other() RETURNS trigger LANGUAGE plpgsql AS"
	" $$BEGIN NEW.revision := NEW.revision || 'x'; RETURN NEW; END$$";

/* %o is the other role. */
static void execute_any(PGconn *conn, const char *role, const char *sql)
{
	char all[4096], *to = all;
	for (; *sql != '\0'; sql++) {
		bool is_role = strncmp(sql, "%o", 2) == 0;
		to += snprintf(to, sizeof all - (size_t)(to - all), is_role ? "%s" : "%.1s",
			is_role ? role : sql);
		sql += is_role;
	}
	PQclear(PQexec(conn, all));
}

static void make(PGconn *conn, const char *role)
{
	execute(conn, "DROP SCHEMA IF EXISTS hostile CASCADE; CREATE SCHEMA hostile");
	execute(conn, functions);
	execute(conn, create);
	execute_any(conn, role, ONE_OF(before));
	for (unsigned rows = chance(6); rows > 0; rows--)
		insert_row(conn);
	if (chance(2) == 0)
		execute_any(conn, role, ONE_OF(after));
	if (chance(8) == 0)
		execute_any(conn, role, ONE_OF(after));
}

/* ---- the verbs ---- */

static size_t visited;

static void visit(void *data, const restruct_state *seen)
{
	(void)data;
	visited += seen->id[0] != '\0' && seen->applied;
}

static void visit_difference(void *data, const restruct_difference *seen)
{
	(void)data;
	visited += seen->kind[0] != '\0';
}

static const char *const targets[] = {
	"head", "base", "0001", "0002_two", "-1", "+1", "nowhere", "0003_three", "0004_four", ""};

static restruct_status run_verb(
	PGconn *conn, unsigned verb, const restruct_options *options, restruct_error *error)
{
	switch (verb) {
	case 0:
		return restruct_upgrade(conn, &table, options, error);
	case 1:
		return restruct_upgrade_to(conn, &table, ONE_OF(targets), options, error);
	case 2:
		return restruct_downgrade(conn, &table, ONE_OF(targets), options, error);
	case 3:
		return restruct_stamp(conn, &table, ONE_OF(targets), options, error);
	case 4:
		return restruct_current(conn, &table, options, visit, NULL, error);
	case 5:
		return restruct_history(conn, &table, options, visit, NULL, error);
	default:
		return restruct_check(conn, &table, options, visit_difference, NULL, error);
	}
}

static void check_ended(PGconn *conn, restruct_status status, const restruct_error *error)
{
	if (status != error->status || (status == RESTRUCT_OK) != (error->message[0] == '\0'))
		fail_msg("status %d, and the error says %d: %s", status, error->status,
			error->message);
	if (status == RESTRUCT_CONNECTION || status == RESTRUCT_MEMORY)
		fail_msg("nobody took the connection or the memory: %s", error->message);
	assert_int_equal(PQstatus(conn), CONNECTION_OK);
	assert_int_equal(PQtransactionStatus(conn), PQTRANS_IDLE);
	assert_int_equal(PQpipelineStatus(conn), PQ_PIPELINE_OFF);
	assert_value(conn, "SHOW search_path", "\"$user\", public");
	assert_value(conn, "SELECT current_user = session_user", "t");
	assert_value(conn, "SELECT to_regclass('public.injected') IS NULL", "t");
}

static void round_of(PGconn *conn, const char *role)
{
	restruct_options options = {.schema = "hostile",
		.lock_timeout = 200,
		.retries = -1,
		.patience = chance(2) ? -1 : 50,
		.when_ahead = (restruct_when_ahead)chance(4),
		.transaction = chance(4) ? RESTRUCT_TRANSACTION_EACH : RESTRUCT_TRANSACTION_ALL};
	restruct_error error;
	make(conn, role);
	options.role = chance(6) == 0 ? role : NULL;
	for (unsigned verbs = 4; verbs > 0; verbs--)
		check_ended(conn, run_verb(conn, chance(7), &options, &error), &error);
}

static void test_rounds(void **given)
{
	(void)given;
	const char *seconds = getenv("FUZZ_SECONDS"), *first = getenv("SEED");
	time_t end = time(NULL) + (seconds != NULL ? atoi(seconds) : 3);
	unsigned long long seed = first != NULL ? strtoull(first, NULL, 10) : (unsigned)time(NULL);
	PGconn *conn = connected();
	char role[64];
	unsigned rounds = 0;
	snprintf(role, sizeof role, "%s_other", value_of(conn, "SELECT current_database()"));
	PQclear(PQexec(conn, "DROP TABLE IF EXISTS public.injected"));
	execute_any(conn, role, "CREATE ROLE %o");
	do {
		print_message("round %u, SEED=%llu\n", ++rounds, seed);
		state = seed++;
		alarm(120);
		round_of(conn, role);
	} while (time(NULL) < end);
	alarm(0);
	execute(conn, "DROP SCHEMA hostile CASCADE");
	execute_any(conn, role, "DROP ROLE %o");
	PQfinish(conn);
}

/* ---- single faults ---- */

static PGconn *conn;
static restruct_error error;

static void make_table(const char *more)
{
	execute(conn, "DROP SCHEMA IF EXISTS hostile CASCADE; CREATE SCHEMA hostile");
	execute(conn, functions);
	execute(conn, create);
	execute(conn, before[2]);
	execute(conn, more);
}

static int set_up(void **given)
{
	(void)given;
	conn = connected();
	return 0;
}

static int tear_down(void **given)
{
	(void)given;
	execute(conn, "DROP SCHEMA IF EXISTS hostile CASCADE");
	PQfinish(conn);
	return 0;
}

/* What is done and not recorded is done again by the next start: it must be told. */
static void test_swallowed(void **given)
{
	(void)given;
	static const char *const swallows[] = {
		"CREATE RULE r AS ON INSERT TO hostile.restruct_version DO INSTEAD NOTHING",
		"CREATE TRIGGER t BEFORE INSERT ON hostile.restruct_version"
		" FOR EACH ROW EXECUTE FUNCTION hostile.nothing()"};
	const restruct_options options = {.schema = "hostile"};
	for (size_t i = 0; i < 2; i++) {
		make_table(swallows[i]);
		expect(upgrade(&table), RESTRUCT_DATABASE);
		assert_string_equal(error.revision, "0001_one");
		assert_contains(error.message, "the version table did not take its row");
		expect(stamp(&table, "head"), RESTRUCT_DATABASE);
		assert_contains(error.message, "the version table did not take its row");
	}
}

/* A row that is written as another one never comes, however often it is tried. */
static void test_written_as_another(void **given)
{
	(void)given;
	const restruct_options options = {
		.schema = "hostile", .when_ahead = RESTRUCT_WHEN_AHEAD_ALLOW};
	make_table("ALTER TABLE hostile.restruct_version DROP CONSTRAINT restruct_version_pkey"
		   " CASCADE; CREATE TRIGGER t BEFORE INSERT ON hostile.restruct_version"
		   " FOR EACH ROW EXECUTE FUNCTION hostile.other()");
	alarm(60);
	expect(upgrade(&table), RESTRUCT_DATABASE);
	alarm(0);
	assert_string_equal(error.revision, "0002_two");
}

/* A clock that was put back, or no sign of life at all, does not make a worker immortal. */
static void test_beats(void **given)
{
	(void)given;
	static const char *const rows[] = {"'somebody', 'infinity'",
		"'somebody', now() + interval '1 day'", "'somebody', NULL", "NULL, NULL",
		"NULL, now() - interval '1 day'", "'', '-infinity'"};
	const restruct_options options = {.schema = "hostile"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char sql[512];
		snprintf(sql, sizeof sql,
			"CREATE TABLE hostile.one (id integer);"
			"INSERT INTO hostile.restruct_version (schema, revision, checksum) VALUES"
			" ('hostile', '0001_one', '1');"
			"INSERT INTO hostile.restruct_version (schema, revision, parent, checksum, step,"
			" worker, beat) VALUES ('hostile', '0002_two', '0001_one', '2', 1, %s)",
			rows[i]);
		make_table(sql);
		alarm(60);
		expect(upgrade(&table), RESTRUCT_OK);
		alarm(0);
		assert_value(conn, "SELECT string_agg(id::text, ' ') FROM hostile.one", "2");
	}
}

/* Steps that no program ever was at. */
static void test_steps(void **given)
{
	(void)given;
	static const char *const left[] = {"0", "2147483647", "-2147483648"};
	const restruct_options options = {.schema = "hostile"};
	for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
		char sql[512];
		snprintf(sql, sizeof sql,
			"INSERT INTO hostile.restruct_version (schema, revision, checksum, step)"
			" VALUES ('hostile', '0001_one', '1', %s)",
			left[i]);
		make_table(sql);
		assert_int_not_equal(upgrade(&table), RESTRUCT_OK);
		assert_contains(error.message, "it was left at step");
	}
}

/* Thousands of revisions that nobody here knows, children before their parents. */
static void test_many_unknown(void **given)
{
	(void)given;
	const restruct_options options = {.schema = "hostile"};
	make_table(
		"INSERT INTO hostile.restruct_version (schema, revision, parent, checksum,"
		" applied_at, compatibility, downgrade) SELECT 'hostile', 'r' || n,"
		" CASE n WHEN 1 THEN NULL ELSE 'r' || n - 1 END, 'x', now() - n * interval '1 s',"
		" 'additive', '{}' FROM generate_series(1, 5000) n");
	alarm(60);
	expect(upgrade(&table), RESTRUCT_AHEAD);
	assert_contains(error.message, "by 5000:");
	expect(downgrade(&table, "base"), RESTRUCT_OK);
	assert_value(conn, "SELECT count(*) FROM hostile.restruct_version", "0");
	alarm(0);
}

static int command_line(const char *const *words)
{
	return restruct_main(words[4] != NULL ? 5 : 4, (char **)(uintptr_t)words, &table, NULL);
}

static const char *said_plainly_by(const char *verb, const char *more)
{
	static char said[8192];
	const char *words[] = {"migrate", "--schema", "hostile", verb, more};
	said_by(command_line, words, said, sizeof said);
	for (const char *c = said; *c != '\0'; c++)
		if (((unsigned char)*c < ' ' && *c != '\n' && *c != '\t') || *c == 0x7f ||
			(*c == '\xc2' && (unsigned char)c[1] < 0xa0))
			fail_msg("%s: a control character is in: %s", verb, said);
	if (strstr(said, "\nFORGED") != NULL)
		fail_msg("%s: a line is forged: %s", verb, said);
	return said;
}

/* A terminal takes orders from control characters, and a log a line that is forged. */
static void test_told_escaped(void **given)
{
	(void)given;
	static const char bad[] = "0003\\x0aFORGED\\x0d\\x1b[31m\\x7f\\x9b1m";
	make_table(
		"INSERT INTO hostile.restruct_version (schema, revision, checksum, message,"
		" compatibility, build, downgrade) VALUES"
		" ('hostile', E'0003\nFORGED\r\x1b[31m\x7f\\u009b1m', '', E'three \x1b[m\nFORGED',"
		" 'additive', '', '{SELECT 3 / 0}'),"
		" ('hostile', '0004_four', '', E'four\nFORGED \x1b[31m', 'additive',"
		" E'built\nFORGED \\u009b1m', NULL)");
	assert_contains(said_plainly_by("current", NULL), bad);
	assert_contains(said_plainly_by("current", "--json"), "0003\\u000aFORGED\\u000d\\u001b[31m"
							      "\\u007f\\u009b1m");
	assert_contains(said_plainly_by("history", NULL), bad);
	const char *ahead = said_plainly_by("upgrade", NULL);
	assert_contains(ahead, bad);
	assert_contains(ahead, "\"0004_four\" (four\\x0aFORGED \\x1b[31m; additive");
	assert_contains(ahead, " by built\\x0aFORGED \\x9b1m");
	assert_contains(said_plainly_by("downgrade", "000"), bad);
	execute(conn, "DELETE FROM hostile.restruct_version WHERE revision = '0004_four'");
	assert_contains(
		said_plainly_by("downgrade", "base"), "1m\", statement 1: division by zero");
	execute(conn, "UPDATE hostile.restruct_version SET downgrade = '{SELECT 3}'");
	assert_contains(said_plainly_by("downgrade", "base"), "1m (1/1): three \\x1b[m\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_swallowed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_written_as_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_beats, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_steps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_many_unknown, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_told_escaped, set_up, tear_down),
		cmocka_unit_test(test_rounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
