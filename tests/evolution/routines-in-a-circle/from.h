#include <restruct_model.h>
