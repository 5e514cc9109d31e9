#include <restruct_model.h>

enum mood { MOOD_SAD, MOOD_HAPPY, MOOD_BLUE DB_LABEL("sad") } DB_ENUM(mood);
