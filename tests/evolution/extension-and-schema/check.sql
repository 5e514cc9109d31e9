SELECT name OPERATOR(ext.=) 'a' FROM sites;
