-- the runtime has removed it already, psql leaves it INVALID
SELECT 1 / (NOT indisvalid)::integer FROM pg_index WHERE indexrelid = to_regclass('items_code_key');
DROP INDEX IF EXISTS items_code_key;
UPDATE items SET code = 'c' WHERE id = 3;
