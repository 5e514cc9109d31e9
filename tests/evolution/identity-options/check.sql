SELECT id=1 AND other=5 AND third=3 FROM t
