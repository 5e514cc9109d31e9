SELECT share = 50 AND shares = '{20, 30}'::percent[] FROM polls;
