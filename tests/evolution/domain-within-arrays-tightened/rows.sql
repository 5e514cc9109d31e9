INSERT INTO polls VALUES (1, 50, '{20, 30}');
