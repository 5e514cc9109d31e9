/* 0002_second: second */
#include "0002_second.h"

#include <restruct.h>

void upgrade_0002_second(restruct_migration *m)
{
	(void)m;
}

void downgrade_0002_second(restruct_migration *m)
{
	(void)m;
}
