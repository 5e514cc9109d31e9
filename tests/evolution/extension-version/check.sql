SELECT extversion = '1.7' FROM pg_extension WHERE extname = 'hstore';
