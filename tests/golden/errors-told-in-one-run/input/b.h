#ifndef B_H
#define B_H
#include <restruct_model.h>
struct b {
	int32_t x DB_DEFAULT("(");
	int32_t y DB_REFERENCES(aa);
} DB_TABLE(b);
#endif
