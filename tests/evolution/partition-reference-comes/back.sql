SELECT count(*) = 1 FROM parcels;
