SELECT level = 'low' FROM a;
