#include <restruct_model.h>

struct customer {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(customers) DB_WITH("filfactor=70");

struct order {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(orders) DB_WITH("fillfactor=70, " "autovacuum_enabled=false, " "fillfactor=80");

struct line {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(lines) DB_WITH("fillfactor=70 autovacuum_enabled=false");

struct payment {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(payments) DB_WITH("autovacuum_enabled=true, fillfactor=5");

struct note {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(notes) DB_WITH("toast.fillfactor=70");

struct old {
	int64_t id DB_PRIMARY_KEY;
} DB_TABLE(olds) DB_WITH("oids");
