SELECT to_regclass('alarms') IS NULL;
