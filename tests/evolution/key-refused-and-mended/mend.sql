SELECT 1 / (NOT indisvalid)::integer FROM pg_index WHERE indexrelid = 'items_code_key'::regclass;
DROP INDEX items_code_key; -- as the runtime does by itself
UPDATE items SET code = 'c' WHERE id = 3;
