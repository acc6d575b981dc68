# atlas-lsp: dialect=dialect
# Column types of Databricks: name in HCL = type(SQL name, doc, parameters, options).

types "bool" {
  BOOLEAN = type("BOOLEAN", "Boolean.")
}

types "integer" {
  TINYINT  = type("TINYINT", "Integer.", [], { uncertain = true })
  BYTE     = type("BYTE", "Synonym of TINYINT.", [], { alias_of = "TINYINT", uncertain = true })
  SMALLINT = type("SMALLINT", "Integer.", [], { uncertain = true })
  SHORT    = type("SHORT", "Synonym of SMALLINT.", [], { alias_of = "SMALLINT", uncertain = true })
  INT      = type("INT", "Integer.", [], { uncertain = true })
  INTEGER  = type("INTEGER", "Synonym of INT.", [], { alias_of = "INT", uncertain = true })
  BIGINT   = type("BIGINT", "Integer.", [], { uncertain = true })
  LONG     = type("LONG", "Synonym of BIGINT.", [], { alias_of = "BIGINT", uncertain = true })
}

types "float" {
  FLOAT  = type("FLOAT", "32-bit float.", [], { uncertain = true })
  REAL   = type("REAL", "Synonym of FLOAT.", [], { alias_of = "FLOAT", uncertain = true })
  DOUBLE = type("DOUBLE", "64-bit float.", [], { uncertain = true })
}

types "decimal" {
  DECIMAL = type("DECIMAL", "Exact number.", [optional(precision, int, { min = 1, max = 38, default = 10 }), optional(scale, int, { min = 0, max = 38, default = 0 })], { uncertain = true })
  DEC     = type("DEC", "Synonym of DECIMAL.", [optional(precision, int, { min = 1, max = 38, default = 10 }), optional(scale, int, { min = 0, max = 38, default = 0 })], { alias_of = "DECIMAL", uncertain = true })
  NUMERIC = type("NUMERIC", "Synonym of DECIMAL.", [optional(precision, int, { min = 1, max = 38, default = 10 }), optional(scale, int, { min = 0, max = 38, default = 0 })], { alias_of = "DECIMAL", uncertain = true })
}

types "string" {
  STRING  = type("STRING", "String; a collation goes through sql().")
  VARCHAR = type("VARCHAR", "String with a length limit, stored as STRING.", [required(size, int, { min = 1 })], { uncertain = true })
  CHAR    = type("CHAR", "Fixed-length string, stored as STRING.", [required(size, int, { min = 1 })], { uncertain = true })
}

types "binary" {
  BINARY = type("BINARY", "Bytes.", [], { uncertain = true })
}

types "time" {
  DATE          = type("DATE", "Date.", [], { uncertain = true })
  TIMESTAMP     = type("TIMESTAMP", "Instant in the session zone.", [], { uncertain = true })
  TIMESTAMP_NTZ = type("TIMESTAMP_NTZ", "Timestamp without zone.", [], { uncertain = true })
}

types "interval" {
  INTERVAL = type("INTERVAL", "Interval; qualified form through sql().", [], { raw_only = true, uncertain = true })
}

types "other" {
  VOID = type("VOID", "Untyped NULL.", [], { uncertain = true })
}

types "semi-structured" {
  VARIANT = type("VARIANT", "Semi-structured value.", [], { uncertain = true })
}

types "composite" {
  ARRAY  = type("ARRAY<T>", "Composed type, written sql(\"ARRAY<T>\").", [], { raw_only = true, uncertain = true })
  MAP    = type("MAP<K, V>", "Composed type, written sql(\"MAP<K, V>\").", [], { raw_only = true, uncertain = true })
  STRUCT = type("STRUCT<name: T, ...>", "Composed type, written sql(\"STRUCT<name: T, ...>\").", [], { raw_only = true, uncertain = true })
  OBJECT = type("OBJECT", "Composed type, written sql(\"OBJECT\").", [], { raw_only = true, uncertain = true })
}

types "spatial" {
  GEOGRAPHY = type("GEOGRAPHY", "Spatial value with an SRID, through sql().", [required(srid, int)], { raw_only = true, uncertain = true })
  GEOMETRY  = type("GEOMETRY", "Spatial value with an SRID, through sql().", [required(srid, int)], { raw_only = true, uncertain = true })
}
