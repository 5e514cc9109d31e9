/* 0002_second: second */
#ifndef RESTRUCT_REVISION_0002_SECOND_H
#define RESTRUCT_REVISION_0002_SECOND_H

#include <restruct_model.h>

/* clang-format off */

DB_REVISION(0002_second, "second", 0001_first);
DB_COMPATIBILITY(breaking);
DB_HAZARD(breaks-old-code, "ALTER TYPE address RENAME TO address_old");
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ADD COLUMN weight spans NOT NULL");
DB_HAZARD(rewrites-table, "ALTER TABLE parcels ALTER COLUMN sender TYPE address USING CASE WHEN sender IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((sender).street, (sender).town, NULL)::address END");
DB_HAZARD(blocks-reads, "ALTER TABLE parcels ALTER COLUMN sender TYPE address USING CASE WHEN sender IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((sender).street, (sender).town, NULL)::address END");
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ALTER COLUMN id SET GENERATED ALWAYS");
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ADD CONSTRAINT parcels_depot CHECK (depot > 0) NO INHERIT NOT VALID");
DB_HAZARD(breaks-old-code, "ALTER TABLE parcels ADD CONSTRAINT parcels_next FOREIGN KEY (next_id) REFERENCES parcels (id) ON DELETE SET NULL NOT VALID");
DB_HAZARD(breaks-old-code, "CREATE UNIQUE INDEX CONCURRENTLY parcels_by_depot ON parcels (depot, id) INCLUDE (label) NULLS NOT DISTINCT");
DB_RESHAPES(parcels);

/** Where it goes. */
struct address_0002_second {
	/** with the number */
	char *street;
	char *town       DB_COLLATE("\"C\"");
	char  country[3];
} DB_COMPOSITE(address);

DB_RANGE(spans, "(SUBTYPE = double precision, SUBTYPE_DIFF = float8mi)");

struct parcel_0002_second {
	int64_t                    id      DB_PRIMARY_KEY DB_IDENTITY_ALWAYS
		DB_IDENTITY_OPTIONS("INCREMENT BY 10 START WITH 1000");
	struct address_0002_second sender  DB_NULL;
	db_text                    weight  DB_TYPE("spans");
	db_text                    label   DB_STORAGE(external) DB_COMPRESSION(pglz)
		DB_STATISTICS_TARGET("500") DB_WITH("n_distinct = -0.5");
	int64_t                    depot;
	int64_t                    twice   DB_GENERATED_VIRTUAL("depot * 2");
	int64_t                    next_id DB_NULL;
} DB_TABLE(parcels)
	DB_REPLICA_IDENTITY("full")
	DB_CLUSTER_ON(parcels_pkey)
	DB_INDEX(parcels_labels,
		"(label text_pattern_ops DESC NULLS LAST) INCLUDE (depot) WITH (fillfactor = 50) "
		"WHERE depot > 1")
	DB_CONSTRAINT(parcels_by_depot,
		"UNIQUE NULLS NOT DISTINCT (depot, id) INCLUDE (label) DEFERRABLE INITIALLY "
		"DEFERRED")
	DB_CONSTRAINT(parcels_next,
		"FOREIGN KEY (next_id) REFERENCES parcels (id) ON DELETE SET NULL NOT VALID")
	DB_CONSTRAINT(parcels_depot, "CHECK (depot > 0) NO INHERIT")
	DB_COMMENT_ON(parcels_depot, "depots are numbered from 1")
	DB_COMMENT_ON(parcels_labels, "the scanner looks here");

/* clang-format on */

struct restruct_migration;
void upgrade_0002_second(struct restruct_migration *m);
void downgrade_0002_second(struct restruct_migration *m);

#endif
