-- since 15
CREATE SCHEMA "my schema";
-- Multirange types come with range types.
CREATE TYPE floatrange AS RANGE (subtype = float8);
CREATE TYPE "my schema".spans AS RANGE (subtype = date);
CREATE TYPE word AS RANGE (subtype = text, multirange_type_name = words);
CREATE TABLE many (a floatmultirange DEFAULT '{[1,2)}', b "my schema".spans_multirange[], c words, d word);
CREATE FUNCTION add(a text, b text) RETURNS text LANGUAGE sql RETURN a || b;
CREATE FUNCTION add(a integer, b integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT a + b; END;
CREATE TABLE lines (
	order_id integer,
	line smallint,
	sku text COMPRESSION pglz,
	UNIQUE NULLS NOT DISTINCT (sku, order_id)
);
CREATE UNIQUE INDEX ON lines (line) NULLS NOT DISTINCT;
CREATE STATISTICS of_both ON (order_id + line), lower(sku) FROM lines;
CREATE VIEW skus WITH (security_invoker) AS SELECT sku FROM lines;
CREATE SEQUENCE numbers;
CREATE UNLOGGED SEQUENCE lost_numbers;
