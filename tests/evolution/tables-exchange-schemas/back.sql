SELECT id=1 FROM t; SELECT id=2 FROM other.t
