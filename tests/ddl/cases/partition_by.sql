CREATE TABLE t (a int, b text, c date) PARTITION BY RANGE (a, (b || 'x'), date_part('year', c));
CREATE TABLE u (a int, b text) PARTITION BY LIST (b);
