/* A statement that could stand outside a transaction, plainly in the one that is open: on a
 * relation that is new or empty nobody is held up by it. */
#include "outside.h"

static bool is_well(const restruct_migration *m)
{
	return m->job->error->status == RESTRUCT_OK;
}

/* Nobody waits for an index on an empty table, and it need not wait for anybody's transaction. A
 * parent cannot lose a partition concurrently while it has a default one. */
static bool ask_whether_plain(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text sql = {0};
	restruct_outside_put_settings(m, "; ", &sql);
	switch (outside->kind) {
	case OUTSIDE_OTHER:
		break;
	case OUTSIDE_CREATE_INDEX:
		restruct_text_put(&sql,
			"SELECT pg_catalog.pg_relation_size(c.oid) = 0 FROM "
			"pg_catalog.pg_class c WHERE c.relkind <> 'p' AND c.oid = ");
		restruct_outside_put_oid(m, outside, &outside->table, &sql);
		break;
	case OUTSIDE_DROP_INDEX:
		restruct_text_put(&sql, "SELECT pg_catalog.pg_relation_size(i.indrelid) = 0 FROM "
					"pg_catalog.pg_index i WHERE i.indexrelid = ");
		restruct_outside_put_oid(m, outside, &outside->object, &sql);
		break;
	case OUTSIDE_DETACH:
		restruct_text_put(&sql,
			"SELECT pg_catalog.sum(pg_catalog.pg_relation_size(t.relid))"
			" = 0 OR EXISTS (SELECT FROM pg_catalog.pg_partitioned_table d "
			"WHERE d.partdefid <> 0 AND d.partrelid = ");
		restruct_outside_put_oid(m, outside, &outside->table, &sql);
		restruct_text_put(&sql, ") FROM pg_catalog.pg_partition_tree(");
		restruct_outside_put_oid(m, outside, &outside->table, &sql);
		restruct_text_put(&sql, ") t");
	}
	return restruct_outside_letter(m, FOR_STATEMENT, &sql) ==
	       't'; /* it may wait for a lock as that does */
}

bool restruct_outside_is_plain(restruct_migration *m, const struct restruct_outside *outside)
{
	bool drops = outside->kind == OUTSIDE_DROP_INDEX;
	if (outside->kind == OUTSIDE_OTHER || outside->word.length == 0)
		return false;
	if (outside->kind == OUTSIDE_DETACH && restruct_server_version(m) < 140000)
		return true;
	switch (restruct_created_state(m, drops ? &outside->object : &outside->table)) {
	case RESTRUCT_CREATED:
		return true;
	case RESTRUCT_UNSURE:
		if (m->job->conn != NULL)
			m->verdict = restruct_run(m, false);
		break;
	case RESTRUCT_NOT_CREATED:
		break;
	}
	return m->job->conn != NULL && is_well(m) && ask_whether_plain(m, outside);
}

void restruct_outside_add_plainly(restruct_migration *m, const struct restruct_outside *outside)
{
	struct restruct_text plain = {0};
	const char *word = outside->word.start;
	restruct_text_put_n(&plain, outside->sql, (size_t)(word - outside->sql));
	restruct_text_put(&plain, word + outside->word.length);
	restruct_steps_open(m);
	restruct_created_note(m, restruct_text_string(&plain));
	restruct_script_take(m, FOR_STATEMENT, &plain);
}
