SELECT id=2 FROM t; SELECT id=1 FROM other.t
