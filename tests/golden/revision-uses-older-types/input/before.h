#include <restruct_model.h>

enum mood { MOOD_SAD, MOOD_HAPPY } DB_ENUM(mood);
typedef int32_t age DB_DOMAIN(age, "integer CHECK (VALUE >= 0)");
struct person {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	enum mood mood;
} DB_TABLE(people);
