SELECT amount = id + 1 FROM events;
