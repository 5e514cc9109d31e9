INSERT INTO item (code) VALUES ('d'); SELECT pk > 3 FROM item;
