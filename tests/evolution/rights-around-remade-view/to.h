#include <restruct_model.h>
struct t { int64_t id DB_PRIMARY_KEY; int64_t a; } DB_TABLE(t) DB_ROW_SECURITY;
struct v { int64_t id; int32_t a; } DB_VIEW(v, "SELECT id, a FROM t");
DB_FUNCTION(ok, "(x bigint) RETURNS bool LANGUAGE sql AS $$SELECT x > 0$$");
DB_FUNCTION(tr, "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$");
DB_TRIGGER(iv, "INSTEAD OF UPDATE ON v FOR EACH ROW EXECUTE FUNCTION tr()") DB_COMMENT("stays");
DB_RULE(rv, "AS ON DELETE TO v DO INSTEAD DELETE FROM t WHERE id = old.id");
DB_POLICY(p, "ON t USING (ok(a))");
DB_GRANT("SELECT ON v TO pg_monitor");
DB_GRANT("EXECUTE ON FUNCTION ok(bigint) TO pg_monitor");
