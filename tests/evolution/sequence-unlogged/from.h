#include <restruct_model.h>

DB_SEQUENCE(a);
DB_SEQUENCE(b) DB_UNLOGGED;
