SELECT bool_and(live AND made_at IS NOT NULL AND token IS NOT NULL) FROM items;
SELECT count(DISTINCT number) = 2 AND count(DISTINCT token) = 2 AND count(DISTINCT counted) = 2 FROM items;
