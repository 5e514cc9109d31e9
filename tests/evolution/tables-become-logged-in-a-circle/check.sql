SELECT relpersistence = 'p' FROM pg_class WHERE relnamespace = 'app'::regnamespace;
SELECT count(*) = 1 FROM a JOIN b ON b.id = b_id JOIN c ON c.id = c_id;
