SELECT obj_description('items'::regclass) IS NULL;
