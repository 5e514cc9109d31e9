/* 0002_fill_in_phones: Fill in phones */
#ifndef RESTRUCT_REVISION_0002_FILL_IN_PHONES_H
#define RESTRUCT_REVISION_0002_FILL_IN_PHONES_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_fill_in_phones, "Fill in phones", 0001_initial);
DB_COMPATIBILITY(additive);

/* clang-format on */

struct restruct_migration;
void upgrade_0002_fill_in_phones(struct restruct_migration *m);
void downgrade_0002_fill_in_phones(struct restruct_migration *m);

#endif
