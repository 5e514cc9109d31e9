#include <restruct_model.h>

DB_SEQUENCE(a) DB_UNLOGGED;
DB_SEQUENCE(b);
DB_SEQUENCE(c) DB_UNLOGGED;
