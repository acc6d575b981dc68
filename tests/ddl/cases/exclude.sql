CREATE TABLE t (a int, during tsrange, EXCLUDE USING gist (during WITH &&), CONSTRAINT ex EXCLUDE USING gist (int4range(a, a + 1) WITH &&, during WITH &&) WHERE (a > 0));
