SELECT count(*) = 0 FROM notes;
