#include <restruct_model.h>

DB_SCHEMA(audit);

enum mood { MOOD_A, MOOD_B } DB_ENUM(mood);
enum remade { REMADE_B, REMADE_A } DB_ENUM(remade);
typedef char *email DB_DOMAIN(email, "text");

struct order {
	int64_t id DB_PRIMARY_KEY;
	int32_t a;
	int32_t b;
	int32_t made DB_GENERATED("a + 1");
	enum remade remade;
} DB_TABLE(orders);

struct come {
	char *id DB_NOT_NULL DB_PRIMARY_KEY;
} DB_TABLE(comes);

DB_SEQUENCE(numbers);

DB_GRANT("SELECT, UPDATE ON orders TO pg_monitor");
DB_GRANT("SELECT (a, b), UPDATE (b) ON orders TO pg_read_all_settings");
DB_GRANT("SELECT ON orders TO pg_read_all_stats");
DB_GRANT("DELETE, TRUNCATE ON orders TO pg_read_all_stats WITH GRANT OPTION");
DB_GRANT("SELECT (made) ON orders TO pg_signal_backend");
DB_GRANT("ALL ON comes TO pg_monitor, PUBLIC");
DB_GRANT("ALL ON SEQUENCE numbers TO pg_monitor");
DB_GRANT("ALL ON SCHEMA audit TO pg_monitor");
DB_GRANT("USAGE ON TYPE remade TO pg_monitor");
DB_REVOKE("USAGE ON TYPE mood FROM PUBLIC");
DB_REVOKE("USAGE ON TYPE remade FROM PUBLIC");
