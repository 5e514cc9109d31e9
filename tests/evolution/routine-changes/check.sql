SELECT stays(1) = 2;
SELECT count(*) = 2 FROM rows();
SELECT total(size::integer) = 9 FROM items;
