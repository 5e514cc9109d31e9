INSERT INTO items VALUES (1, 2, 'three');
INSERT INTO readings_of_all_instruments VALUES (1, 2, 'three');
