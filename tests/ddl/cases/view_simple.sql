CREATE TABLE t (id int, n text);
CREATE VIEW v AS SELECT id, n FROM t;
CREATE VIEW w AS SELECT t.id, upper(n) AS u FROM t WHERE id > 1;
