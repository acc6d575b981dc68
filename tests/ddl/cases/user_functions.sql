CREATE FUNCTION ok(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select true';
CREATE TABLE t (a text CHECK (ok(a)), b varchar(5) CHECK (ok(b)), c boolean DEFAULT ok('x'));
CREATE INDEX ON t (ok(a));
