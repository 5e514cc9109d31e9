SELECT nextval('numbers') = 3;
