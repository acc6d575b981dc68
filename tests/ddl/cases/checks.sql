CREATE TABLE t (a int CHECK (a > 0), b int CHECK (b > 0) CHECK (b < 10), c text CONSTRAINT c_ok CHECK (c <> ''), CHECK (a < b), CHECK (length(c) > 2), CHECK (a IS NOT NULL OR b IS NULL), CONSTRAINT nn CHECK (NOT (a = 1 AND b = 2)) NO INHERIT);
ALTER TABLE t ADD CHECK (a <> 7), ADD CHECK (b <> 9 AND a <> 3);
