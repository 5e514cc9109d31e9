SELECT count(*) = 1 FROM all_zones; SELECT count(*) = 1 FROM base;
