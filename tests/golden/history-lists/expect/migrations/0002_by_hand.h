/* 0002_by_hand: by hand */
#ifndef RESTRUCT_REVISION_0002_BY_HAND_H
#define RESTRUCT_REVISION_0002_BY_HAND_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_by_hand, "by hand", 0001_initial);
DB_COMPATIBILITY(additive);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_by_hand(struct restruct_migration *m);
void downgrade_0002_by_hand(struct restruct_migration *m);

#endif
