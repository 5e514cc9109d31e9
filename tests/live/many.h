/* Twenty revisions that leave a trace: each creates a table and adds a row to done_log, which
 * counts how often it ran. To be seen while they run, they take a little while. */
#ifndef TESTS_LIVE_MANY_H
#define TESTS_LIVE_MANY_H

#include <restruct.h>

/* clang-format off */
#define EACH_OF_MANY(X) \
	X(02, 01) X(03, 02) X(04, 03) X(05, 04) X(06, 05) X(07, 06) X(08, 07) X(09, 08) X(10, 09) \
	X(11, 10) X(12, 11) X(13, 12) X(14, 13) X(15, 14) X(16, 15) X(17, 16) X(18, 17) X(19, 18) \
	X(20, 19)
/* clang-format on */

#define MANY_STEPS(number, before)                                                                 \
	static void upgrade_many_##number(restruct_migration *m)                                   \
	{                                                                                          \
		restruct_sql(m, "CREATE TABLE table_" #number " (id int PRIMARY KEY)");            \
		restruct_sql(m, "INSERT INTO done_log VALUES ('up " #number "')");                 \
		restruct_sql(m, "SELECT pg_sleep(0.002)");                                         \
	}                                                                                          \
	static void downgrade_many_##number(restruct_migration *m)                                 \
	{                                                                                          \
		restruct_sql(m, "DROP TABLE table_" #number);                                      \
		restruct_sql(m, "INSERT INTO done_log VALUES ('down " #number "')");               \
	}

#define MANY_ROW(number, before)                                                                   \
	{.id = "00" #number "_many",                                                               \
		.parent = "00" #before "_many",                                                    \
		.checksum = #number,                                                               \
		.upgrade = upgrade_many_##number,                                                  \
		.downgrade = downgrade_many_##number},

static void upgrade_many_01(restruct_migration *m)
{
	restruct_sql(m, "CREATE TABLE IF NOT EXISTS done_log (what text)");
	restruct_sql(m, "INSERT INTO done_log VALUES ('up 01')");
	restruct_sql(m,
		restruct_server_version(m) < 180000 ? "SELECT 'before 18'" : "SELECT 'since 18'");
}

static void downgrade_many_01(restruct_migration *m)
{
	restruct_sql(m, "INSERT INTO done_log VALUES ('down 01')");
}

EACH_OF_MANY(MANY_STEPS)

static const restruct_revision many_revisions[] = {{.id = "0001_many",
							   .checksum = "01",
							   .upgrade = upgrade_many_01,
							   .downgrade = downgrade_many_01},
	EACH_OF_MANY(MANY_ROW)};

enum { MANY = sizeof many_revisions / sizeof *many_revisions };

static const restruct_table many = {
	RESTRUCT_TABLE_MAGIC, RESTRUCT_TABLE_VERSION, MANY, many_revisions, NULL};

/* All is as after one undisturbed upgrade, however it came about; ups and downs in balance. */
#define MANY_IS_WHOLE                                                                              \
	"SELECT (SELECT count(*) FROM restruct_version) || ' rows, ' ||"                           \
	" (SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"                     \
	"  AND tablename LIKE 'table\\_%') || ' tables, ' ||"                                      \
	" (SELECT count(*) FROM (SELECT right(what, 2) FROM done_log GROUP BY 1"                   \
	"  HAVING count(*) FILTER (WHERE what LIKE 'up%')"                                         \
	"   - count(*) FILTER (WHERE what LIKE 'down%') = 1) x) || ' once'"

#endif
