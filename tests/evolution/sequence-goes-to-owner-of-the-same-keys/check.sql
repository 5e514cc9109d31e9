INSERT INTO thing (name, code, price) VALUES ('n', 'c', 2); SELECT pk = 3 FROM thing;
