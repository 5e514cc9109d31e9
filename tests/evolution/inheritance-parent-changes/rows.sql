INSERT INTO cats VALUES (1,'tom',3);
