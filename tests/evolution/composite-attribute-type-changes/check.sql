SELECT (home).town=7 FROM customers WHERE id=1; SELECT home IS NOT DISTINCT FROM NULL FROM customers WHERE id = 2
