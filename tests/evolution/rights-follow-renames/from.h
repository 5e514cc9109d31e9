#include <restruct_model.h>
enum mood { MOOD_A, MOOD_B } DB_ENUM(mood);
struct t { int64_t id DB_PRIMARY_KEY; int64_t n DB_IDENTITY; } DB_TABLE(t);
DB_FUNCTION(f, "(m mood) RETURNS integer LANGUAGE sql AS $$SELECT 1$$");
DB_FUNCTION(tr, "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$");
DB_TRIGGER(x, "BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tr()");
DB_GRANT("EXECUTE ON FUNCTION f(mood) TO pg_monitor");
DB_REVOKE("EXECUTE ON FUNCTION f(mood) FROM PUBLIC");
DB_GRANT("USAGE ON SEQUENCE t_n_seq TO pg_monitor");
DB_GRANT("USAGE ON TYPE mood TO pg_monitor");
