/* 0003_left_and_right: left and right */
#include "0003_left_and_right.h"

#include <restruct.h>

void upgrade_0003_left_and_right(restruct_migration *m)
{
	(void)m;
}

void downgrade_0003_left_and_right(restruct_migration *m)
{
	(void)m;
}
