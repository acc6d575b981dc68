-- A database with everything that the inspection of mariadb reads.
CREATE DATABASE app; USE app;
CREATE TABLE users (id int unsigned NOT NULL AUTO_INCREMENT, name varchar(255) NOT NULL DEFAULT 'it''s' COMMENT 'Na"me', b tinyint(1) DEFAULT 1, d decimal(10,2) DEFAULT 1.5, d0 decimal(10,0), e enum('a','it''s') NOT NULL DEFAULT 'a', s set('x','y'), t text CHARACTER SET latin1, ts timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), dt datetime DEFAULT CURRENT_TIMESTAMP, j json, g int AS (b + 1) STORED, v int AS (b + 1) VIRTUAL, bi bit(8) DEFAULT b'1', u uuid, bin binary(16), ex int DEFAULT (1 + 2), PRIMARY KEY (id), UNIQUE KEY uq (name), KEY pre (t(10)), FULLTEXT KEY ft (t), CONSTRAINT pos CHECK (d > 0)) COMMENT 'Users';
CREATE TABLE posts (id int NOT NULL, author int unsigned, a int, PRIMARY KEY (id, a), KEY ix (author) COMMENT 'ic', CONSTRAINT fk FOREIGN KEY (author) REFERENCES users (id) ON DELETE SET NULL) CHARSET latin1;
CREATE TABLE my (id int) ENGINE=MyISAM;
CREATE VIEW active AS SELECT id FROM users WHERE b = 1;
