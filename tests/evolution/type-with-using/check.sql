SELECT size = 12 AND flags FROM items;
