SELECT priority = 5 AND weight = 7 FROM orders WHERE id = 1;
SELECT a = 3 FROM below;
