CREATE TABLE t (a int CHECK (a > 0) CHECK (a < 9) CHECK (a <> 5), b int UNIQUE);
CREATE TABLE t_b (key int);
CREATE TABLE u (b int);
CREATE INDEX u_b_idx1 ON t (a);
CREATE INDEX ON u (b);
CREATE INDEX ON u (b);
ALTER TABLE t ADD UNIQUE (b, a), ADD UNIQUE (a);
CREATE INDEX ON t (lower(b::text), lower(a::text));
