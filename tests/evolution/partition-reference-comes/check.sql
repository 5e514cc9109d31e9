DELETE FROM depots WHERE id = 2;
SELECT count(*) = 1 FROM parcels;
SELECT convalidated AND conparentid <> 0 AND NOT conislocal FROM pg_constraint
WHERE conname = 'parcels_depot_id_fkey' AND conrelid IN ('parcels_1'::regclass, 'parcels_2'::regclass);
