SELECT last_value = 1000 AND NOT is_called FROM fresh;
SELECT last_value = 500 AND is_called FROM counting;
SELECT last_value = -60 AND NOT is_called FROM sinking;
