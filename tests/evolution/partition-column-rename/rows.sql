-- one that was attached has names of its own for what is NOT NULL (from 18 on)
ALTER TABLE events DETACH PARTITION events_more;
ALTER TABLE events_more ALTER COLUMN amount DROP NOT NULL;
ALTER TABLE events_more ALTER COLUMN amount SET NOT NULL;
ALTER TABLE events ATTACH PARTITION events_more FOR VALUES FROM (10) TO (20);
INSERT INTO events VALUES (1, 2), (11, 12);
