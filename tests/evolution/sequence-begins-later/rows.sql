SELECT setval('counting', 500);
