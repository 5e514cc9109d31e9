SELECT total = id + 1 FROM events;
