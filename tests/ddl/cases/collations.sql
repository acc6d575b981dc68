CREATE COLLATION de (provider = icu, locale = 'de');
CREATE COLLATION c2 (locale = 'C');
CREATE TABLE t (a text COLLATE "C", b text COLLATE de, c varchar(5) COLLATE "default");
CREATE INDEX ON t (a COLLATE "POSIX");
