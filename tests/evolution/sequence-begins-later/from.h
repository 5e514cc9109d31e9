#include <restruct_model.h>

DB_SEQUENCE(fresh);
DB_SEQUENCE(counting);
DB_SEQUENCE(sinking, "INCREMENT -1 START -1");
