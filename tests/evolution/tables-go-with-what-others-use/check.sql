SELECT purge(1);
