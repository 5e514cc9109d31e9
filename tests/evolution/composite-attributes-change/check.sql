SELECT (home).road='a' FROM customers
