#include <restruct_model.h>

DB_SCHEMA(audit);

enum mood { MOOD_A, MOOD_B } DB_ENUM(mood);
enum remade { REMADE_A, REMADE_B } DB_ENUM(remade);
typedef char *email DB_DOMAIN(email, "text");

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
	int32_t b;
	int32_t made DB_GENERATED("a");
	enum remade remade;
} DB_TABLE(orders);

struct gone {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(gones);

DB_SEQUENCE(numbers);

DB_GRANT("SELECT, INSERT ON orders TO pg_monitor");
DB_GRANT("SELECT, UPDATE (a) ON orders TO pg_read_all_settings");
DB_GRANT("SELECT, DELETE ON orders TO pg_read_all_stats WITH GRANT OPTION");
DB_GRANT("SELECT (made) ON orders TO pg_signal_backend");
DB_GRANT("ALL ON gones TO pg_monitor, PUBLIC");
DB_GRANT("USAGE ON SEQUENCE numbers TO pg_monitor");
DB_GRANT("USAGE ON SCHEMA audit TO pg_monitor");
DB_GRANT("USAGE ON TYPE remade TO pg_monitor");
DB_REVOKE("USAGE ON TYPE email FROM PUBLIC");
DB_REVOKE("USAGE ON TYPE remade FROM PUBLIC");
