SELECT name='rex' FROM beings
