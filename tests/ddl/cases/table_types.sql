CREATE TABLE a (id int, n text);
CREATE TABLE b (x a, y a[]);
CREATE FUNCTION f(r a) RETURNS a LANGUAGE sql AS 'select r';
CREATE FUNCTION g() RETURNS SETOF a LANGUAGE sql AS 'select * from a';
