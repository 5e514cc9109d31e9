/* 0002_by_hand: by hand */
#include "0002_by_hand.h"

#include <restruct.h>

void upgrade_0002_by_hand(restruct_migration *m)
{
	(void)m;
}

void downgrade_0002_by_hand(restruct_migration *m)
{
	(void)m;
}
