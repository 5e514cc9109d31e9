INSERT INTO pupils VALUES
	(1, ROW('mid', 3), ARRAY[ROW('top', 1), ROW('mid', NULL)]::grade[], ROW(ROW('top', 7), 'a, "b"')),
	(2, NULL, NULL, NULL);
