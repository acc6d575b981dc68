CREATE FUNCTION step(s int, v int) RETURNS int LANGUAGE sql IMMUTABLE AS 'select s + v';
CREATE AGGREGATE total(int) (sfunc = step, stype = int, initcond = '0');
CREATE AGGREGATE t2(v int) (sfunc = int4pl, stype = int, parallel = safe);
