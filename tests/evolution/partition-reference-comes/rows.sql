INSERT INTO depots VALUES (1), (2);
INSERT INTO parcels VALUES (1, 1, NULL), (2, 2, 1);
