/* 0001_ends_quoted_s_second_line: ends * / "quoted" / * ??/ \ %s second line */
#ifndef RESTRUCT_REVISION_0001_ENDS_QUOTED_S_SECOND_LINE_H
#define RESTRUCT_REVISION_0001_ENDS_QUOTED_S_SECOND_LINE_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0001_ends_quoted_s_second_line, "ends */ \"quoted\" /* ?\?/ \\ %s second line");
DB_COMPATIBILITY(additive);

struct customer_0001_ends_quoted_s_second_line {
	int64_t id    DB_PRIMARY_KEY DB_IDENTITY;
	char   *email DB_UNIQUE;
	char   *phone;
} DB_TABLE(customers);

/* clang-format on */

struct restruct_migration;
void upgrade_0001_ends_quoted_s_second_line(struct restruct_migration *m);
void downgrade_0001_ends_quoted_s_second_line(struct restruct_migration *m);

#endif
