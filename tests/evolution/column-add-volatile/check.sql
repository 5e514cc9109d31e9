SELECT count(DISTINCT token) = 20 AND count(DISTINCT share) = 20 AND count(DISTINCT seen) > 1 FROM items;
SELECT count(drawn) = 20 AND sum(zone) = 140 FROM items;
SELECT min(number) = 100 AND max(number) = 195 AND count(DISTINCT number) = 20 FROM items;
SELECT min(counter) = 1 AND max(counter) = 20 FROM items;
INSERT INTO items (id) VALUES (21) RETURNING number = 200 AND counter = 21;
DELETE FROM items WHERE id = 21;
SELECT array_agg(id ORDER BY id) = '{1,2}' FROM lines;
SELECT count(DISTINCT noise) = 20 AND count(DISTINCT number) = 20 FROM readings;
