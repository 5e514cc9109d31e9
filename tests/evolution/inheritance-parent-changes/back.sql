SELECT name='tom' FROM beings
