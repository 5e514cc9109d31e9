-- Types made of others, tables made of parts, and what else a table may have.
CREATE TYPE kind AS ENUM ('person', 'firm');
CREATE DOMAIN code AS char(3);
CREATE TYPE address AS (street text, "zip code" varchar(10), country code, since date);
COMMENT ON TYPE address IS 'where one lives';
COMMENT ON COLUMN address.since IS 'the day of moving in';
CREATE COLLATION german (provider = icu, locale = 'de');
CREATE TABLE people (
	id integer PRIMARY KEY,
	home address,
	homes address[],
	code code,
	title text NOT NULL COLLATE german
);
-- Parts and heirs.
CREATE TABLE measurements (at timestamptz NOT NULL, device integer, value float8, PRIMARY KEY (at, device)) PARTITION BY RANGE (at);
CREATE TABLE measurements_2020 PARTITION OF measurements FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE measurements_2021 PARTITION OF measurements FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (device);
CREATE TABLE measurements_2021_1 PARTITION OF measurements_2021 FOR VALUES IN (1, 2);
CREATE TABLE measurements_2021_rest PARTITION OF measurements_2021 DEFAULT;
CREATE INDEX ON measurements (device);
CREATE INDEX measurements_2020_value ON measurements_2020 (value);
CREATE TABLE animals (name text NOT NULL);
CREATE TABLE cats (lives smallint DEFAULT 9) INHERITS (animals);
CREATE TABLE measurements_2022 PARTITION OF measurements FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
ALTER TABLE measurements_2022 ALTER value SET DEFAULT 0.5, ALTER value SET NOT NULL;
ALTER TABLE ONLY cats ALTER name SET DEFAULT 'Tom';
CREATE TABLE numbers (number bigint GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 10), other integer);
ALTER TABLE numbers ADD FOREIGN KEY (other) REFERENCES people NOT VALID;
