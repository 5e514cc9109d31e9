SELECT nextval('numbers') = 4;
