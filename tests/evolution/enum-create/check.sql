SELECT level = 'mid' AND levels = '{low,mid}' FROM sites;
