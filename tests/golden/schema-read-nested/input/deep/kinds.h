#ifndef KINDS_H
#define KINDS_H
#include <restruct_model.h>
enum kind { KIND_A, KIND_B } DB_ENUM(kind);
#endif
