SELECT x='low' and y='high' FROM t;
