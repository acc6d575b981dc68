-- A database with everything that the inspection of sqlite reads.
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(255) NOT NULL DEFAULT 'it''s', age int default 3, d DECIMAL(10, 2), b blob default x'00ff', t text default CURRENT_TIMESTAMP, ok bool default true, g int AS (age + 1) STORED, v int GENERATED ALWAYS AS (age * 2), "we ird" TIMESTAMP, CONSTRAINT pos CHECK (age > 0), CHECK (age < 200));
CREATE TABLE posts (id INTEGER NOT NULL, author int CONSTRAINT fk_author REFERENCES users (id) ON DELETE CASCADE, x int, y int, UNIQUE (x, y), PRIMARY KEY (y, id), CONSTRAINT two FOREIGN KEY (x, y) REFERENCES posts (x, y) ON UPDATE SET NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX u1 ON users (name DESC, lower(name));
CREATE INDEX part ON posts (author) WHERE author > 3;
CREATE TABLE st (id int) STRICT;
CREATE VIEW active AS SELECT id, name
FROM users WHERE ok;
CREATE TRIGGER log AFTER UPDATE OF name, age ON users FOR EACH ROW WHEN new.age > 1 BEGIN UPDATE users SET d = 1 WHERE id = new.id; END;
CREATE TRIGGER ins INSTEAD OF INSERT ON active BEGIN SELECT 1; END;
