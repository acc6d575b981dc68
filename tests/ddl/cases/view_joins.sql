CREATE TABLE a (id int, n text);
CREATE TABLE b (id int, a_id int, total numeric);
CREATE VIEW v AS SELECT a.id, a.n, sum(b.total) AS total, count(*) AS c FROM a JOIN b ON b.a_id = a.id WHERE b.total > 0 GROUP BY a.id, a.n HAVING count(*) > 1 ORDER BY a.n DESC LIMIT 10;
