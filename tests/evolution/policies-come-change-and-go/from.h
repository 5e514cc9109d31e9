#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *clerk;
} DB_TABLE(orders) DB_ROW_SECURITY DB_FORCE_ROW_SECURITY;

struct open {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(opens);

struct leaving {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(leavings) DB_ROW_SECURITY;

DB_POLICY(gone, "ON orders USING (true)");
DB_POLICY(other_roles, "ON orders TO pg_monitor USING (clerk = current_user)");
DB_POLICY(other_condition, "ON orders FOR UPDATE USING (id > 0) WITH CHECK (id > 1)");
DB_POLICY(other_command, "ON orders FOR SELECT USING (id > 0)") DB_COMMENT("stays");
DB_POLICY(loses_check, "ON orders USING (id > 0) WITH CHECK (id > 1)");
DB_POLICY(old_name, "ON orders USING (id > 7)");
DB_POLICY(only, "ON leavings USING (id > 7)");
