#include <restruct_model.h>

enum level { LEVEL_LOW DB_LABEL("low"), LEVEL_HIGH DB_LABEL("high") } DB_ENUM(b);
typedef char *word DB_DOMAIN(a, "text CHECK (VALUE <> '')");

struct t {
	int64_t id DB_PRIMARY_KEY;
	word x;
	enum level y;
} DB_TABLE(t);
