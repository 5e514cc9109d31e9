#include <restruct_model.h>

enum level { LEVEL_LOW, LEVEL_MID, LEVEL_TOP, LEVEL_ODD } DB_ENUM(level);
typedef enum level rough DB_DOMAIN(rough, "level CHECK (VALUE <> 'low')");

struct item {
	int64_t id DB_PRIMARY_KEY;
	enum level level DB_DEFAULT("'mid'") DB_CHECK("level < 'top'::level"); /**< How far. */
	enum level *levels DB_TYPE("level[]") DB_NOT_NULL DB_DEFAULT("ARRAY['low', 'mid']::level[]");
	rough rough DB_DEFAULT("'mid'");
	char *text DB_DEFAULT("('top'::level)::text");
	int32_t n DB_GENERATED("CASE level WHEN 'mid' THEN 1 ELSE 2 END");
} DB_TABLE(items) DB_INDEX(items_by_level, "(level, id)") DB_INDEX(items_mid, "(id) WHERE level = 'mid'")
  DB_CONSTRAINT("UNIQUE (id, level)") DB_CONSTRAINT(items_apart, "EXCLUDE (id WITH =, level WITH =)");

struct part {
	int64_t id DB_PRIMARY_KEY;
	int64_t item_id;
	enum level level;
} DB_TABLE(parts) DB_CONSTRAINT("FOREIGN KEY (item_id, level) REFERENCES items (id, level)");
