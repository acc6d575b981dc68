# atlas-lsp: dialect=dialect
# Column types of Snowflake: name in HCL = type(SQL name, doc, parameters, options).

types "decimal" {
  NUMBER  = type("NUMBER", "Exact number.", [optional(precision, int, { min = 1, max = 38, default = 38 }), optional(scale, int, { min = 0, max = 37, default = 0 })])
  DECIMAL = type("DECIMAL", "Synonym of NUMBER.", [optional(precision, int, { min = 1, max = 38, default = 38 }), optional(scale, int, { min = 0, max = 37, default = 0 })], { alias_of = "NUMBER", uncertain = true })
  NUMERIC = type("NUMERIC", "Synonym of NUMBER.", [optional(precision, int, { min = 1, max = 38, default = 38 }), optional(scale, int, { min = 0, max = 37, default = 0 })], { alias_of = "NUMBER", uncertain = true })
  DEC     = type("DEC", "Synonym of NUMBER.", [optional(precision, int, { min = 1, max = 38, default = 38 }), optional(scale, int, { min = 0, max = 37, default = 0 })], { alias_of = "NUMBER", uncertain = true })
}

types "integer" {
  INT      = type("INT", "Synonym of NUMBER(38, 0).", [], { alias_of = "NUMBER", uncertain = true })
  INTEGER  = type("INTEGER", "Synonym of NUMBER(38, 0).", [], { alias_of = "NUMBER", uncertain = true })
  BIGINT   = type("BIGINT", "Synonym of NUMBER(38, 0).", [], { alias_of = "NUMBER", uncertain = true })
  SMALLINT = type("SMALLINT", "Synonym of NUMBER(38, 0).", [], { alias_of = "NUMBER", uncertain = true })
  TINYINT  = type("TINYINT", "Synonym of NUMBER(38, 0).", [], { alias_of = "NUMBER", uncertain = true })
  BYTEINT  = type("BYTEINT", "Synonym of NUMBER(38, 0).", [], { alias_of = "NUMBER", uncertain = true })
}

types "float" {
  FLOAT            = type("FLOAT", "64-bit float.", [], { uncertain = true })
  FLOAT4           = type("FLOAT4", "Synonym of FLOAT.", [], { alias_of = "FLOAT", uncertain = true })
  FLOAT8           = type("FLOAT8", "Synonym of FLOAT.", [], { alias_of = "FLOAT", uncertain = true })
  DOUBLE           = type("DOUBLE", "Synonym of FLOAT.", [], { alias_of = "FLOAT", uncertain = true })
  DOUBLE_PRECISION = type("DOUBLE PRECISION", "Synonym of FLOAT.", [], { alias_of = "FLOAT", uncertain = true })
  REAL             = type("REAL", "Synonym of FLOAT.", [], { alias_of = "FLOAT", uncertain = true })
  DECFLOAT         = type("DECFLOAT", "Decimal floating point. From Snowflake, recent.")
}

types "string" {
  VARCHAR       = type("VARCHAR", "String; 16777216 when no length is given, up to 134217728.", [optional(size, int, { min = 1, max = 134217728, default = 16777216 })])
  STRING        = type("STRING", "Synonym of VARCHAR.", [optional(size, int, { min = 1, max = 134217728 })], { alias_of = "VARCHAR", uncertain = true })
  TEXT          = type("TEXT", "Synonym of VARCHAR.", [optional(size, int, { min = 1, max = 134217728 })], { alias_of = "VARCHAR", uncertain = true })
  NVARCHAR      = type("NVARCHAR", "Synonym of VARCHAR.", [optional(size, int, { min = 1, max = 134217728 })], { alias_of = "VARCHAR", uncertain = true })
  NVARCHAR2     = type("NVARCHAR2", "Synonym of VARCHAR.", [optional(size, int, { min = 1, max = 134217728 })], { alias_of = "VARCHAR", uncertain = true })
  CHAR_VARYING  = type("CHAR VARYING", "Synonym of VARCHAR.", [optional(size, int, { min = 1, max = 134217728 })], { alias_of = "VARCHAR", uncertain = true })
  NCHAR_VARYING = type("NCHAR VARYING", "Synonym of VARCHAR.", [optional(size, int, { min = 1, max = 134217728 })], { alias_of = "VARCHAR", uncertain = true })
  CHAR          = type("CHAR", "Synonym of VARCHAR with length 1.", [optional(size, int, { min = 1, max = 134217728, default = 1 })], { alias_of = "VARCHAR", uncertain = true })
  CHARACTER     = type("CHARACTER", "Synonym of VARCHAR with length 1.", [optional(size, int, { min = 1, max = 134217728, default = 1 })], { alias_of = "VARCHAR", uncertain = true })
  NCHAR         = type("NCHAR", "Synonym of VARCHAR with length 1.", [optional(size, int, { min = 1, max = 134217728, default = 1 })], { alias_of = "VARCHAR", uncertain = true })
}

types "binary" {
  BINARY    = type("BINARY", "Bytes.", [optional(size, int, { min = 1, max = 67108864, default = 8388608 })], { uncertain = true })
  VARBINARY = type("VARBINARY", "Synonym of BINARY.", [optional(size, int, { min = 1, max = 67108864 })], { alias_of = "BINARY", uncertain = true })
}

types "bool" {
  BOOLEAN = type("BOOLEAN", "Boolean.", [], { uncertain = true })
}

types "time" {
  DATE          = type("DATE", "Date.")
  TIME          = type("TIME", "Time of day.", [optional(precision, int, { min = 0, max = 9, default = 9 })], { uncertain = true })
  TIMESTAMP_NTZ = type("TIMESTAMP_NTZ", "Timestamp without time zone.", [optional(precision, int, { min = 0, max = 9, default = 9 })])
  TIMESTAMP_LTZ = type("TIMESTAMP_LTZ", "Timestamp in the session zone.", [optional(precision, int, { min = 0, max = 9, default = 9 })], { uncertain = true })
  TIMESTAMP_TZ  = type("TIMESTAMP_TZ", "Timestamp with offset.", [optional(precision, int, { min = 0, max = 9, default = 9 })], { uncertain = true })
  TIMESTAMP     = type("TIMESTAMP", "Alias chosen by TIMESTAMP_TYPE_MAPPING.", [optional(precision, int, { min = 0, max = 9, default = 9 })], { alias_of = "TIMESTAMP_NTZ", uncertain = true })
  DATETIME      = type("DATETIME", "Alias of TIMESTAMP_NTZ.", [optional(precision, int, { min = 0, max = 9, default = 9 })], { alias_of = "TIMESTAMP_NTZ", uncertain = true })
}

types "semi-structured" {
  VARIANT = type("VARIANT", "Value of any type.", [], { uncertain = true })
  OBJECT  = type("OBJECT", "Key-value object; structured form through sql().", [], { uncertain = true })
  ARRAY   = type("ARRAY", "Array; structured form through sql().", [], { uncertain = true })
  MAP     = type("MAP", "Structured map, Iceberg only; sql(\"MAP(VARCHAR, NUMBER)\").", [], { raw_only = true, uncertain = true })
}

types "spatial" {
  GEOGRAPHY = type("GEOGRAPHY", "Round-earth spatial value.", [], { uncertain = true })
  GEOMETRY  = type("GEOMETRY", "Planar spatial value.", [], { uncertain = true })
}

types "other" {
  VECTOR = type("VECTOR", "Vector; sql(\"VECTOR(FLOAT, 256)\").", [required(element, type), required(dimension, int, { min = 1, max = 4096 })], { raw_only = true, uncertain = true })
  FILE   = type("FILE", "Reference to a staged file. From Snowflake, recent.")
}

types "uuid" {
  UUID = type("UUID", "UUID. From Snowflake, recent.")
}
