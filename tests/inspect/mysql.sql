-- A database with everything that the inspection of MySQL 8 reads.
CREATE DATABASE app CHARACTER SET utf8mb4; USE app; SET NAMES utf8mb4;
CREATE TABLE users (id int unsigned NOT NULL AUTO_INCREMENT, name varchar(255) NOT NULL DEFAULT 'it''s' COMMENT 'Na"me', b tinyint(1) DEFAULT 1, d decimal(10,2) DEFAULT 1.5, e enum('a','it''s') NOT NULL DEFAULT 'a', s set('x','y'), t text CHARACTER SET latin1, ts timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), dt datetime DEFAULT CURRENT_TIMESTAMP, j json, g int AS (b + 1) STORED, v int AS (b + 1) VIRTUAL, bi bit(8) DEFAULT b'1', bin binary(16) DEFAULT (uuid_to_bin(uuid())), ex int DEFAULT (1 + 2), looks varchar(10) DEFAULT '0x41', hid int INVISIBLE, pt point NOT NULL SRID 4326, `naïve` varchar(10), PRIMARY KEY (id), UNIQUE KEY uq (name DESC), KEY low ((lower(name))), KEY pre (t(10)), FULLTEXT KEY ft (t), SPATIAL KEY sp (pt), CONSTRAINT pos CHECK (d > 0), CONSTRAINT off CHECK (ex > 1) NOT ENFORCED, CONSTRAINT odd CHECK (`naïve` <> 'ün''d')) COMMENT 'Users';
CREATE TABLE posts (id int NOT NULL, author int unsigned, a int, PRIMARY KEY (id, a), KEY ix (author) COMMENT 'ic', CONSTRAINT fk FOREIGN KEY (author) REFERENCES users (id) ON DELETE SET NULL) CHARSET latin1;
CREATE TABLE my (id int) ENGINE=MyISAM;
CREATE VIEW active AS SELECT id, `naïve` FROM users WHERE b = 1;
CREATE FUNCTION f (a int) RETURNS varchar(20) DETERMINISTIC RETURN 'it''s; \\ `x`';
CREATE TRIGGER tr BEFORE INSERT ON posts FOR EACH ROW SET @x = 'a''b';
