-- Names and shapes that nobody would choose and somebody has.
CREATE SCHEMA "my schema";
CREATE SCHEMA "class";
CREATE SCHEMA "Ünïcôdé";
CREATE TABLE nothing ();
CREATE TABLE "my schema".nothing ();
CREATE TABLE class (class integer PRIMARY KEY, "int" integer, "int32_t" bigint, template text,
	"new" text NOT NULL, delete boolean NOT NULL, "errno" int, linux int, bool bool, _Bool int,
	"true" int, class_ int, db_text text NOT NULL, "DB_NULL" int, "NULL" int);
CREATE TABLE "class"."class" ("class" integer REFERENCES public.class);
CREATE TABLE "Mixed" ("Id" serial PRIMARY KEY, "userId" bigint, "USERID" bigint, userid bigint,
	CONSTRAINT "Mixed_userId_key" UNIQUE ("userId"), CHECK ("Id" > 0));
CREATE TABLE mixed (id integer REFERENCES "Mixed" ("Id"));
CREATE TABLE "MIXED" (id integer);
CREATE TABLE "order" ("select" integer, "from" integer, "order" integer, "user" text);
CREATE TABLE stat (st_mode integer);
CREATE TABLE "two words" ("two words" integer PRIMARY KEY, "two-words" integer, two_words integer,
	" " integer, "  " integer, "'" integer, "''" integer, "\" integer, "%s" integer, "??/" integer,
	"*/" integer, "/*" integer, "//" integer, "a""b" integer, "a.b" integer, "a,b" integer,
	"(" integer, ")" integer, ";" integer, "#" integer, "$$" integer, ":x" integer, "1st" integer,
	"2" integer, "größe" integer, "цена" integer, "価格" integer, "😀" integer);
CREATE INDEX ON "two words" ("größe", "цена");
CREATE INDEX "an index" ON "two words" (("1st" + "2"), "a""b") WHERE "'" > 0;
COMMENT ON TABLE "two words" IS 'it''s "quoted" \ and ?? too';
COMMENT ON COLUMN "two words"."*/" IS '*/';
COMMENT ON COLUMN "two words"."a.b" IS '';
COMMENT ON COLUMN "two words"."a,b" IS ' ';
COMMENT ON COLUMN "two words"."#" IS E'line\n\n\nline\t\\n \\';
COMMENT ON COLUMN "two words"."1st" IS '* star';
COMMENT ON COLUMN "two words"."2" IS '< arrow';
COMMENT ON COLUMN "two words"."größe" IS 'größer als „groß“ — 😀';
ALTER TABLE "two words" ADD CONSTRAINT "it's a check" CHECK ("a""b" <> '1'::integer);
DO $$ BEGIN EXECUTE format('CREATE TABLE %I (%I integer, %I integer)', E'line\nbreak', E'a\nb', E'a\tb'); END $$;
CREATE TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_they_can_get_ok (
	a_column_of_sixty_three_bytes_which_is_as_long_as_they_can_g_ok serial PRIMARY KEY,
	another_column_of_sixty_three_bytes_as_long_as_they_can_g_ok_ok integer UNIQUE CHECK (another_column_of_sixty_three_bytes_as_long_as_they_can_g_ok_ok > 0));
CREATE TABLE "größenänderungsübersichtstabellenüberprüfungsänderungs" ("größenänderungsübersichtstabellenüberprüfung" text UNIQUE);
CREATE TABLE "цены" ("цена" integer);
CREATE TABLE "имена" ("имя" text);
CREATE TYPE "Mood" AS ENUM ('', ' ', 'a', 'A', 'a b', '''', '"', '\', '+', 'ы', '€');
CREATE TYPE "class"."Mood" AS ENUM ('a');
CREATE TYPE "table" AS ENUM ('class', 'int');
CREATE TYPE db AS ENUM ('null', 'unique');
CREATE TYPE size AS ENUM ('max', 'min');
CREATE DOMAIN "time" AS time;
CREATE DOMAIN "my schema"."a domain" AS integer CONSTRAINT "a check" CHECK (VALUE > 0);
CREATE DOMAIN index AS integer;
CREATE DOMAIN struct AS text;
CREATE TABLE users (m "Mood", n "class"."Mood"[], t "time", d "my schema"."a domain" NOT NULL,
	index index, i index, s struct, k "table" NOT NULL DEFAULT 'class', size size, db db);
-- Constants that are cast and then cut, or read as what they become.
CREATE DOMAIN pause AS interval(2);
CREATE TABLE waits (a interval(3) DEFAULT '1 day'::interval, b interval(3) DEFAULT '1 day', c interval DEFAULT '1 day',
	d interval hour to minute DEFAULT '01:00'::interval, e interval[] DEFAULT '{}', f pause DEFAULT '1 s'::interval,
	g timestamp(0) DEFAULT '2020-01-01'::timestamp, h varchar(3) DEFAULT 'a'::text, i numeric(5,2) DEFAULT 1.5::numeric,
	j char(3) DEFAULT 'b'::bpchar, k bit(3) DEFAULT B'101');
-- Names that PostgreSQL would have chosen for somebody else.
CREATE TABLE a_b (c integer, CONSTRAINT a_b_c_check CHECK (c > 0), CONSTRAINT a_b_c_key UNIQUE (c));
CREATE TABLE a (b_c integer, CONSTRAINT a_b_c_check CHECK (b_c > 0), CONSTRAINT a_pkey CHECK (b_c < 9),
	CONSTRAINT a_b_c_fkey UNIQUE (b_c));
CREATE TABLE owner (id integer NOT NULL, n integer NOT NULL);
CREATE SEQUENCE owner_id_seq OWNED BY owner.id;
CREATE SEQUENCE owner_n_seq AS integer OWNED BY owner.n;
ALTER TABLE owner ALTER id SET DEFAULT nextval('owner_id_seq'), ALTER n SET DEFAULT nextval('owner_n_seq') + 1;
-- Keys that are nobody's primary key.
CREATE TABLE target (a integer NOT NULL, b integer NOT NULL, c integer);
CREATE UNIQUE INDEX target_ab ON target (b, a);
CREATE UNIQUE INDEX target_c ON target (c) INCLUDE (a);
CREATE TABLE source (x integer, y integer, z integer REFERENCES target (c),
	FOREIGN KEY (x, y) REFERENCES target (a, b), FOREIGN KEY (y, x) REFERENCES target (b, a));
CREATE TABLE self (id integer PRIMARY KEY, parent integer REFERENCES self);
ALTER TABLE self ADD FOREIGN KEY (parent) REFERENCES self;
ALTER TABLE self ADD CHECK (parent > 0), ADD CHECK (parent > 0);
