SELECT (home).town='7' FROM customers where id=1
