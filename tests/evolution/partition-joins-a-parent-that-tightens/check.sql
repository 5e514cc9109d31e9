SELECT count(*) = 2 FROM all_zones; SELECT count(*) = 2 FROM base;
