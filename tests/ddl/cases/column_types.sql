CREATE TABLE t (a smallint, b int, c bigint, d numeric, e numeric(10), f numeric(10,2), g real, h double precision, i float(20),
  j char, k char(3), l varchar, m varchar(20), n text, o bytea, p date, q time, r time(3), s timetz, u timestamp, v timestamp(3),
  w timestamptz(0), x interval, y interval day to second, z boolean, aa uuid, ab json, ac jsonb, ad xml, ae inet, af cidr, ag macaddr,
  ah point, ai box, aj tsvector, ak tsquery, al bit, am bit(4), an bit varying(5), ao varbit, ap money, aq int4range, ar text[], at int[][], au numeric(4,1)[], av oid, aw "char", ax name);
