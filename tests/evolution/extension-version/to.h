#include <restruct_model.h>

DB_EXTENSION(hstore, "VERSION '1.7'");
