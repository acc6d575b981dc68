CREATE TYPE fr AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE tr AS RANGE (subtype = text, collation = "C", multirange_type_name = tmr);
CREATE TABLE t (a fr, b tr);
