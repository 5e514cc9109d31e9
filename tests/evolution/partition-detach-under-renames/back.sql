SELECT array_agg((kind, at)) = array[(1, date '2023-05-01')] FROM orders;
SELECT array_agg((day, hour)) = array[(1, 7)] FROM visits;
SELECT array_agg((id, name) ORDER BY id) = array[(1, 'bolt'::text), (2, 'nut'::text)] FROM parts;
SELECT array_agg((number, name)) = array[(3, 'nail'::text)] FROM parts_3;
SELECT array_agg((id, name, wage)) = array[(1, 'Ada'::text, 9)] FROM workers;
