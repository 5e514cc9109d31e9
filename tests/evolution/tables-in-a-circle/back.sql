SELECT to_regclass('a') IS NULL AND to_regclass('b') IS NULL AND to_regclass('c') IS NULL;
