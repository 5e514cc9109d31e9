INSERT INTO items VALUES (1, 'a', 'b', 'c', 1.5, now(), '12:00', '1 day', '10.0.0.0/8', 'd', 'e');
INSERT INTO files SELECT relname, pg_relation_filenode(oid) FROM pg_class WHERE relname LIKE 'items%';
