/* 0002_fill_in_phones: Fill in phones */
#include "0002_fill_in_phones.h"

#include <restruct.h>

void upgrade_0002_fill_in_phones(restruct_migration *m)
{
	(void)m;
}

void downgrade_0002_fill_in_phones(restruct_migration *m)
{
	(void)m;
}
