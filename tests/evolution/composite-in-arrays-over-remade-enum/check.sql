SELECT last = ROW('mid', 3)::grade AND all_is AND (report).grade = ROW('top', 7)::grade AND (report).text = 'a, "b"'
FROM (SELECT *, "all" IS NOT DISTINCT FROM ARRAY[ROW('top', 1), ROW('mid', NULL)]::grade[] AS all_is FROM pupils) x WHERE id = 1;
SELECT last IS NULL AND "all" IS NULL AND report IS NULL FROM pupils WHERE id = 2;
