INSERT INTO users VALUES (1);
INSERT INTO profiles VALUES (1, 1);
UPDATE users SET profile_id = 1;
