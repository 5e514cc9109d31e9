revisions.c: \
	my\ migrations \
	my\ migrations/0001_initial.h \
	my\ migrations/0001_initial.c
my\ migrations:
my\ migrations/0001_initial.h:
my\ migrations/0001_initial.c:
