INSERT INTO "50% $$ of ""Orders""" ("user", "it's") VALUES (1, 'B b');
