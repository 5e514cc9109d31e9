SELECT (home).street='a' AND (others[1]).street='c' FROM customers
