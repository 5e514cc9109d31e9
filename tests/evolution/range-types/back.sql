SELECT speed = '[1.5,2)' FROM t
