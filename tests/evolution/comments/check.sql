SELECT obj_description('items'::regclass) = E'What''s \\ "this"?\nTwo lines.';
