#include <restruct_model.h>

/** Where it goes. */
struct address {
	/** with the number */
	char *street;
	char *town DB_COLLATE("C");
	char country[3];
} DB_COMPOSITE(address);

DB_RANGE(spans, "(SUBTYPE = float8, SUBTYPE_DIFF = float8mi)");

struct parcel {
	int64_t id DB_PRIMARY_KEY DB_IDENTITY_ALWAYS DB_IDENTITY_OPTIONS("START 1000 INCREMENT BY 10");
	struct address sender DB_NULL;
	db_text weight DB_TYPE("spans");
	db_text label DB_STORAGE(external) DB_COMPRESSION(pglz) DB_STATISTICS_TARGET("500") DB_WITH("n_distinct = -0.5");
	int64_t depot;
	int64_t twice DB_GENERATED_VIRTUAL("depot * 2");
	int64_t next_id DB_NULL;
} DB_TABLE(parcels)
	DB_CONSTRAINT(parcels_by_depot, "UNIQUE NULLS NOT DISTINCT (depot, id) INCLUDE (label) DEFERRABLE INITIALLY DEFERRED")
	DB_CONSTRAINT(parcels_next, "FOREIGN KEY (next_id) REFERENCES parcels ON DELETE SET NULL NOT VALID")
	DB_CONSTRAINT(parcels_depot, "CHECK (depot > 0) NO INHERIT")
	DB_INDEX(parcels_labels, "(label text_pattern_ops DESC NULLS LAST) INCLUDE (depot) WITH (fillfactor = 50) WHERE depot > 1")
	DB_COMMENT_ON(parcels_labels, "the scanner looks here")
	DB_COMMENT_ON(parcels_depot, "depots are numbered from 1")
	DB_REPLICA_IDENTITY("full")
	DB_CLUSTER_ON(parcels_pkey);
