SELECT count(*) = 2 FROM longer;
SELECT count(*) = 2 FROM freed;
SELECT more IS NULL FROM starry;
