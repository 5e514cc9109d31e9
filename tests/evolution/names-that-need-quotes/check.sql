SELECT "it's" = 'B b' FROM "the 50% $$ ""schema"""."50% $$ of ""Orders""";
