#include <restruct_model.h>

enum state { STATE_OPEN, STATE_PAID, STATE_ODD } DB_ENUM(state);

struct invoice {
	int32_t id;
	enum state state;
} DB_TABLE(invoices)
	DB_PARTITION_BY("LIST (state)")
	DB_CONSTRAINT(invoices_pkey, "PRIMARY KEY (id, state)");
DB_PARTITION(invoices_open, invoices, "FOR VALUES IN ('open')");
DB_PARTITION(invoices_paid, invoices, "FOR VALUES IN ('paid')");

struct line {
	int32_t invoice_id;
	enum state state;
} DB_TABLE(lines)
	DB_CONSTRAINT("FOREIGN KEY (invoice_id, state) REFERENCES invoices (id, state)");

struct visit {
	int32_t id;
	int32_t year;
} DB_TABLE(visits)
	DB_PARTITION_BY("RANGE (year)")
	DB_INDEX(visits_by_id, "(id)");
DB_PARTITION(visits_early, visits, "FOR VALUES FROM (1) TO (2000)");
