-- A small program's database as it is after some years.
CREATE TYPE kind AS ENUM ('person', 'firm');
CREATE TABLE customers (
	id serial PRIMARY KEY,
	email varchar(254) NOT NULL UNIQUE,
	kind kind NOT NULL DEFAULT 'person',
	class text,
	joined_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE customers IS 'Who buys.';
CREATE TABLE orders (
	id serial PRIMARY KEY,
	customer_id integer NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
	total numeric(12,2) NOT NULL CHECK (total >= 0),
	note text
);
CREATE INDEX orders_by_customer ON orders (customer_id);
