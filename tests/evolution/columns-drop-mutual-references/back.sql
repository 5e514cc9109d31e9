SELECT profile_id IS NULL FROM users;
