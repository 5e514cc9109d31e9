-- A database that has been there for years: made by hand, with rows, and a view on it.
CREATE TYPE mood AS ENUM ('glad', 'so so', 'sad');
CREATE TABLE guests (
	id serial PRIMARY KEY,
	name varchar(80) NOT NULL,
	email text UNIQUE,
	since timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE guests IS 'Who has signed the book.';
CREATE TABLE entries (
	id bigserial PRIMARY KEY,
	guest_id integer NOT NULL REFERENCES guests ON DELETE CASCADE,
	said text NOT NULL CHECK (said <> ''),
	mood mood NOT NULL DEFAULT 'glad'
);
CREATE INDEX ON entries (guest_id);
CREATE VIEW latest AS
	SELECT DISTINCT ON (guest_id) guest_id, said FROM entries ORDER BY guest_id, id DESC;
INSERT INTO guests (name, email) VALUES ('Ada', 'ada@example.org'), ('Grace', NULL);
INSERT INTO entries (guest_id, said, mood) VALUES (1, 'How nice!', 'glad'), (2, 'Well.', 'so so');
