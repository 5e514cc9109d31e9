SELECT called='tom' FROM beings
