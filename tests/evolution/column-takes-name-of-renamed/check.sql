SELECT total = 2 AND amount = 'three' AND key = 1 FROM items;
SELECT measured_at_the_place_that_was_meant = 2 FROM readings_of_all_instruments;
-- each has the name that a table made at once has
SELECT conname = relname || '_' || attname || '_not_null' FROM pg_constraint
JOIN pg_class r ON r.oid = conrelid JOIN pg_attribute ON attrelid = r.oid AND attnum = ALL (conkey)
WHERE contype = 'n' AND relname = 'items';
