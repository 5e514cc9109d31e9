SELECT count(*) = 1 FROM orders_a_2023;
SELECT count(*) = 0 FROM orders;
SELECT count(*) BETWEEN 1 AND 9 FROM readings_0;
SELECT count(*) = 1 FROM parts;
SELECT count(*) = 1 FROM visits_1_1 WHERE day = 1;
