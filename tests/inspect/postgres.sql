-- A database with everything that the inspection of postgres reads.
CREATE SCHEMA app; COMMENT ON SCHEMA app IS 'The app';
CREATE TYPE app.status AS ENUM ('on', 'off', 'it''s');
CREATE DOMAIN app.email AS text CHECK (VALUE ~ '@') NOT NULL DEFAULT 'a@b';
CREATE TYPE app.pair AS (a int, b varchar(20));
CREATE SEQUENCE app.seq AS integer START 5 INCREMENT 2;
CREATE TABLE app.users (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5), s serial, name varchar(255) NOT NULL DEFAULT 'it''s', n numeric(10,2) DEFAULT -1.5, n0 numeric(10,0), st app.status NOT NULL DEFAULT 'on', sts app.status[], e app.email, p app.pair, ts timestamptz(3) DEFAULT now(), ts6 timestamp, iv interval day to second(3), j jsonb DEFAULT '{}', b boolean DEFAULT false, bi bit(1), bv bit varying(5), arr text[] DEFAULT '{}', g int GENERATED ALWAYS AS (1 + 2) STORED, "d e" char(3) COLLATE "C", c "char", f real DEFAULT 1.5, CONSTRAINT users_pkey PRIMARY KEY (id) INCLUDE (name), CONSTRAINT pos CHECK (n > 0), CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (name, s));
COMMENT ON TABLE app.users IS 'Users "quoted" ${x}'; COMMENT ON COLUMN app.users.name IS 'Name';
CREATE INDEX i1 ON app.users (name text_pattern_ops DESC NULLS LAST, lower(name)) INCLUDE (s) WHERE n > 3;
CREATE INDEX i2 ON app.users USING gin (j jsonb_path_ops); COMMENT ON INDEX app.i2 IS 'gin';
CREATE INDEX i3 ON app.users USING brin (ts) WITH (pages_per_range = 64);
CREATE TABLE app.posts (id int PRIMARY KEY, author bigint REFERENCES app.users (id) ON DELETE CASCADE, parent int REFERENCES app.posts (id) DEFERRABLE INITIALLY DEFERRED, during tsrange, EXCLUDE USING gist (during WITH &&));
CREATE TABLE app.metrics (x int NOT NULL, y int NOT NULL) PARTITION BY RANGE (x, ((y * 2)), floor(y));
CREATE TABLE app.logs (x int NOT NULL) PARTITION BY LIST (x); CREATE TABLE app.logs_1 PARTITION OF app.logs FOR VALUES IN (1);
CREATE UNLOGGED TABLE app.tmp (a int);
CREATE VIEW app.v AS SELECT id, name FROM app.users WHERE b;
CREATE MATERIALIZED VIEW app.m AS SELECT count(*) AS n FROM app.v;
CREATE SCHEMA other; CREATE TABLE other.users (id int, st app.status, ref bigint REFERENCES app.users (id));
CREATE EXTENSION IF NOT EXISTS pgcrypto;
