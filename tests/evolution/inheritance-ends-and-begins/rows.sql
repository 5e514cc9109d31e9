INSERT INTO cats VALUES (1,'tom',3); INSERT INTO dogs VALUES (2,'rex','k')
