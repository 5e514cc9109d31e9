/* The revisions of this program, parents first: written by restruct table, not to be edited. */
#include <restruct.h>

#if RESTRUCT_TABLE_VERSION < 3
#error "<restruct.h> is older than the restruct that wrote this: install the librestruct that came with it"
#elif RESTRUCT_TABLE_VERSION > 3
#error "<restruct.h> is newer than the restruct that wrote this: run restruct table again, with its own restruct"
#endif

void upgrade_0001_first(restruct_migration *m);
void downgrade_0001_first(restruct_migration *m);

static const restruct_revision revisions[] = {
	{
		.id = "0001_first",
		.message = "first",
		.checksum = "61a76889c8e668fa",
		.compatibility = RESTRUCT_COMPATIBILITY_ADDITIVE,
		.upgrade = upgrade_0001_first,
		.downgrade = downgrade_0001_first,
	},
};

/* The schema at head, made from nothing: for restruct_check. */
/* clang-format off */
static const char *const schemas[] = {
	"Order Date",
	"audit",
	NULL,
};

static const restruct_extension extensions[] = {
	{"citext", "audit", "1.6"},
	{NULL, NULL, NULL},
};

static const char *const statements[] = {
	"CREATE SCHEMA IF NOT EXISTS \0010\001",
	NULL,
	"CREATE SCHEMA IF NOT EXISTS \0011\001",
	NULL,
	"CREATE TYPE \0011\001.level AS ENUM ('low', 'high')",
	NULL,
	"CREATE SEQUENCE \0011\001.numbers",
	NULL,
	"CREATE TABLE \0011\001.events (\n"
	"\tid bigint NOT NULL DEFAULT nextval('\0011\001.numbers'),\n"
	"\tlevel \0011\001.level NOT NULL DEFAULT 'low',\n"
	"\tlevels \0011\001.level[],\n"
	"\twho audit.citext,\n"
	"\taudit text DEFAULT 'audit.nothing',\n"
	"\tCONSTRAINT events_pkey PRIMARY KEY (id),\n"
	"\tCONSTRAINT events_who_check CHECK (who <> 'audit.numbers of $1' AND who <> 'audit')\n"
	")",
	NULL,
	"CREATE INDEX events_high ON \0011\001.events (id) WHERE level = 'high'::\0011\001.level",
	NULL,
	"COMMENT ON TABLE \0011\001.events IS 'What happened in audit.events.'",
	NULL,
	"CREATE TABLE orders (\n"
	"\tid bigint NOT NULL,\n"
	"\tevent bigint NOT NULL,\n"
	"\tCONSTRAINT orders_pkey PRIMARY KEY (id),\n"
	"\tCONSTRAINT orders_event_fkey FOREIGN KEY (event) REFERENCES \0011\001.events (id)\n"
	")",
	NULL,
	"CREATE TABLE \0010\001.days (\n"
	"\tid bigint NOT NULL,\n"
	"\tevent bigint NOT NULL,\n"
	"\tCONSTRAINT days_pkey PRIMARY KEY (id),\n"
	"\tCONSTRAINT days_event_fkey FOREIGN KEY (event) REFERENCES \0011\001.events (id)\n"
	")",
	NULL,
	NULL,
};
/* clang-format on */

static const restruct_models models = {
	.schemas = schemas,
	.extensions = extensions,
	.statements = statements,
};

extern const restruct_table restruct_revisions;
const restruct_table restruct_revisions = {
	.magic = RESTRUCT_TABLE_MAGIC,
	.version = RESTRUCT_TABLE_VERSION,
	.count = 1,
	.revisions = revisions,
	.models = &models,
};
