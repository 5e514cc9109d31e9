#include <restruct_model.h>
enum feeling { MOOD_A, MOOD_B } DB_ENUM(feeling) DB_WAS(mood);
struct t { int64_t id DB_PRIMARY_KEY; int64_t m DB_WAS(n) DB_IDENTITY; } DB_TABLE(t);
DB_FUNCTION(f, "(m feeling) RETURNS integer LANGUAGE sql AS $$SELECT 1$$");
DB_FUNCTION(tr2, "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$") DB_WAS(tr);
DB_TRIGGER(x, "BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tr2()");
DB_GRANT("EXECUTE ON FUNCTION f(feeling) TO pg_monitor");
DB_REVOKE("EXECUTE ON FUNCTION f(feeling) FROM PUBLIC");
DB_GRANT("USAGE ON SEQUENCE t_m_seq TO pg_monitor");
DB_GRANT("USAGE ON TYPE feeling TO pg_monitor");
