#include <restruct_model.h>

enum level { LEVEL_LOW DB_LABEL("low"), LEVEL_HIGH DB_LABEL("high") } DB_ENUM(a);
typedef char *word DB_DOMAIN(b, "text CHECK (VALUE <> '')");

struct t {
	int64_t id DB_PRIMARY_KEY;
	enum level x;
	word y;
} DB_TABLE(t);
