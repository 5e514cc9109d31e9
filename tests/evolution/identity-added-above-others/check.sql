SELECT array_agg(id ORDER BY id) = '{1,2,3}' FROM beings;
SELECT array_agg(id ORDER BY id) = '{10,11}' FROM readings;
