SELECT array_agg((sort, at)) = array[(1, date '2023-05-01')] FROM orders_a_2023;
SELECT array_agg((day, hour)) = array[(1, 7)] FROM visits_1_1;
SELECT array_agg((id, called)) = array[(1, 'bolt'::text)] FROM parts_1;
SELECT array_agg((other, name)) = array[(2, 'nut'::text)] FROM parts_2;
SELECT array_agg((number, name)) = array[(3, 'nail'::text)] FROM parts;
SELECT array_agg((id, name, wage)) = array[(1, 'Ada'::text, 9)] FROM workers;
