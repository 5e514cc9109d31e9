/* The tables of PowerDNS's authoritative server, as a C program would declare them.
 *
 * POWERDNS is the version of the server whose schema is meant: 30400, 40100, 40200, 40300 or 40700.
 * Names of tables, columns, indexes and constraints are PowerDNS's own; so are its serial columns. */
#ifndef POWERDNS_H
#define POWERDNS_H

#include <restruct_model.h>

#ifndef POWERDNS
#define POWERDNS 40700
#endif

#define SERIAL DB_PRIMARY_KEY DB_TYPE("serial")
/* The server keeps varchar(n) DEFAULT NULL as it is written, unlike integer DEFAULT NULL. */
#define DEFAULT_NULL DB_DEFAULT("NULL")
#define OF_DOMAIN(name)                                                                            \
	DB_CONSTRAINT(name, "FOREIGN KEY (domain_id) REFERENCES domains (id) ON DELETE CASCADE")
#define LOWERCASE_NAME                                                                             \
	DB_CONSTRAINT(c_lowercase_name, "CHECK (name::text = lower(name::text))")

struct domain {
	int32_t id SERIAL;
	char name[256];
	char master[129] DB_NULL DEFAULT_NULL;
	int32_t last_check DB_NULL;
#if POWERDNS >= 40700
	char *type DB_NOT_NULL;
#else
	char type[7];
#endif
#if POWERDNS >= 40200
	int64_t notified_serial DB_NULL;
#else
	int32_t notified_serial DB_NULL;
#endif
	char account[41] DB_NULL DEFAULT_NULL;
#if POWERDNS >= 40700
	char *options;
	char *catalog;
} DB_TABLE(domains) LOWERCASE_NAME
  DB_UNIQUE_INDEX(name_index, "(name)")
  DB_INDEX(catalog_idx, "(catalog)");
#else
} DB_TABLE(domains) LOWERCASE_NAME
  DB_UNIQUE_INDEX(name_index, "(name)");
#endif

struct record {
#if POWERDNS >= 40100
	int64_t id DB_PRIMARY_KEY DB_TYPE("bigserial");
#else
	int32_t id SERIAL;
#endif
	int32_t domain_id DB_NULL;
	char name[256] DB_NULL DEFAULT_NULL;
	char type[11] DB_NULL DEFAULT_NULL;
	char content[65536] DB_NULL DEFAULT_NULL;
	int32_t ttl DB_NULL;
	int32_t prio DB_NULL;
#if POWERDNS < 40200
	int32_t change_date DB_NULL;
#endif
	bool disabled DB_NULL DB_DEFAULT("false");
	char ordername[256] DB_NULL;
	bool auth DB_NULL DB_DEFAULT("true");
} DB_TABLE(records) LOWERCASE_NAME OF_DOMAIN(domain_exists)
  DB_INDEX(rec_name_index, "(name)")
  DB_INDEX(nametype_index, "(name, type)")
  DB_INDEX(domain_id, "(domain_id)")
  DB_INDEX(recordorder, "(domain_id, ordername text_pattern_ops)");

struct supermaster {
	db_inet ip DB_PRIMARY_KEY;
	char nameserver[256] DB_PRIMARY_KEY;
	char account[41];
} DB_TABLE(supermasters);

struct comment {
	int32_t id SERIAL;
	int32_t domain_id;
	char name[256];
	char type[11];
	int32_t modified_at;
	char account[41] DB_NULL DEFAULT_NULL;
	char comment[65536];
} DB_TABLE(comments) LOWERCASE_NAME OF_DOMAIN(domain_exists)
  DB_INDEX(comments_domain_id_idx, "(domain_id)")
  DB_INDEX(comments_name_type_idx, "(name, type)")
  DB_INDEX(comments_order_idx, "(domain_id, modified_at)");

struct domain_metadata {
	int32_t id SERIAL;
	int32_t domain_id DB_NULL DB_REFERENCES(domains, id, "ON DELETE CASCADE");
	char kind[33] DB_NULL;
	char *content;
} DB_TABLE(domainmetadata)
  DB_INDEX(domainidmetaindex, "(domain_id)");

struct crypto_key {
	int32_t id SERIAL;
	int32_t domain_id DB_NULL DB_REFERENCES(domains, id, "ON DELETE CASCADE");
	int32_t flags;
	bool active DB_NULL;
#if POWERDNS >= 40300
	bool published DB_NULL DB_DEFAULT("true");
#endif
	char *content;
} DB_TABLE(cryptokeys)
  DB_INDEX(domainidindex, "(domain_id)");

struct tsig_key {
	int32_t id SERIAL;
	char name[256] DB_NULL;
	char algorithm[51] DB_NULL;
	char secret[256] DB_NULL;
} DB_TABLE(tsigkeys) LOWERCASE_NAME
  DB_UNIQUE_INDEX(namealgoindex, "(name, algorithm)");

#endif
