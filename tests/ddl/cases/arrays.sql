CREATE TABLE t (a int[] DEFAULT '{1,2}', b text[] NOT NULL DEFAULT ARRAY['a','b'], c varchar(5)[] CHECK (c <> '{}'), d jsonb[] , CHECK (a[1] > 0), CHECK (a && ARRAY[1,2]), CHECK (b @> ARRAY['x']));
