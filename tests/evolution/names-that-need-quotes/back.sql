SELECT "it's" = 'B b' AND "Order Id" = 1 FROM "50% $$ of ""Orders""";
