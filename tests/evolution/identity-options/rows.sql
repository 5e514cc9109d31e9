INSERT INTO t (third) VALUES (3);
