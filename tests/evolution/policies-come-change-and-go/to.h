#include <restruct_model.h>

struct order {
	int64_t id DB_PRIMARY_KEY;
	char *clerk;
} DB_TABLE(orders) DB_ROW_SECURITY;

struct open {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(opens) DB_ROW_SECURITY DB_FORCE_ROW_SECURITY;

struct leaving {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(leavings);

DB_POLICY(first, "ON opens USING (id > 0)");
DB_POLICY(narrow, "ON orders AS RESTRICTIVE FOR DELETE TO pg_monitor USING (id > 0)");
DB_POLICY(other_roles, "ON orders TO pg_monitor, pg_read_all_settings USING (clerk = current_user)");
DB_POLICY(other_condition, "ON orders FOR UPDATE USING (id > 1) WITH CHECK (id > 2)");
DB_POLICY(other_command, "ON orders FOR DELETE USING (id > 0)") DB_COMMENT("stays");
DB_POLICY(loses_check, "ON orders USING (id > 0)");
DB_POLICY(new_name, "ON orders USING (id > 7)") DB_WAS(old_name);
