/* 0002_second: second */
#ifndef RESTRUCT_REVISION_0002_SECOND_H
#define RESTRUCT_REVISION_0002_SECOND_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_second, "second", 0001_initial);
DB_COMPATIBILITY(additive);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_second(struct restruct_migration *m);
void downgrade_0002_second(struct restruct_migration *m);

#endif
