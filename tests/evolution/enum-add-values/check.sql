SELECT 'low'::level < 'mid' AND 'high'::level < 'top' AND 'it''s beyond'::level > 'top';
