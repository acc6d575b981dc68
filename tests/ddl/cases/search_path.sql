CREATE SCHEMA app;
SET search_path = app, public;
CREATE TABLE t (id serial PRIMARY KEY);
CREATE TABLE public.u (id int REFERENCES t);
SET search_path TO public;
CREATE INDEX ON app.t (id);
RESET search_path;
CREATE TABLE w (a int);
