SELECT nextval(pg_get_serial_sequence('t', 'up')) = 21 AND nextval(pg_get_serial_sequence('t', 'down')) = -21;
SELECT nextval(pg_get_serial_sequence('u', 'id')) = 10;
