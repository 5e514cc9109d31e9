SELECT count(*) = 2 FROM posts JOIN users ON user_id = author_id;
