SELECT n_distinct IS NOT NULL FROM pg_stats_ext WHERE statistics_name = 'comes';
