SELECT 'mid'::level < 'low'::level;
SELECT bool_and(level = 'mid' AND levels = '{low,mid}' AND rough::text = 'mid' AND text = 'top' AND n = 1) FROM items;
