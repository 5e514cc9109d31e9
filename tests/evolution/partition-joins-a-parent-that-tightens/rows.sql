INSERT INTO all_zones VALUES (1, 'a'); INSERT INTO zone_2 VALUES (2, 'b'); INSERT INTO base VALUES (1, 'c'); INSERT INTO child VALUES (2, 'd');
