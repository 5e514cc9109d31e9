SELECT amount = 2 AND note = 'three' AND id = 1 FROM items;
SELECT conname = relname || '_' || attname || '_not_null' FROM pg_constraint
JOIN pg_class r ON r.oid = conrelid JOIN pg_attribute ON attrelid = r.oid AND attnum = ALL (conkey)
WHERE contype = 'n' AND relname = 'items';
