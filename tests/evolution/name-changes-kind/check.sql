SELECT id = 1 FROM a;
