#include <restruct_model.h>

#include <time.h>

/* the tag is another, the type is not */
enum spirits { SPIRITS_SAD, SPIRITS_HAPPY } DB_ENUM(mood);
typedef int32_t age DB_DOMAIN(age, "integer CHECK (VALUE >= 0)");
enum colour { COLOUR_RED } DB_ENUM(colour);
struct person {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY;
	enum spirits mood;
	age *age;
	enum colour *colour;
	time_t *born;
} DB_TABLE(people);
