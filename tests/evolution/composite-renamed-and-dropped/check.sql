SELECT (home).town='7' FROM customers WHERE id=1
