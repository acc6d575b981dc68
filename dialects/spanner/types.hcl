# atlas-lsp: dialect=dialect
# Column types of Google Spanner: name in HCL = type(SQL name, doc, parameters, options).

types "bool" {
  BOOL = type("BOOL", "Boolean.")
  bool = type("boolean", "Boolean. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "integer" {
  INT64  = type("INT64", "64-bit integer.")
  bigint = type("bigint", "64-bit integer. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "float" {
  FLOAT64          = type("FLOAT64", "64-bit float.")
  FLOAT32          = type("FLOAT32", "32-bit float.")
  real             = type("real", "32-bit float. PostgreSQL-dialect database only.", [], { uncertain = true })
  double_precision = type("double precision", "64-bit float. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "decimal" {
  NUMERIC = type("NUMERIC", "Exact number, precision 38 and scale 9; no arguments in GoogleSQL.")
  numeric = type("numeric", "Exact number. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "string" {
  STRING  = type("STRING", "Unicode string; a length or MAX is required.", [required(size, int, { min = 1, max = 2621440, keywords = ["MAX"] })])
  varchar = type("character varying", "String. PostgreSQL-dialect database only.", [optional(size, int, { min = 1, max = 2621440 })], { uncertain = true })
  text    = type("text", "String. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "binary" {
  BYTES = type("BYTES", "Bytes; a length or MAX is required.", [required(size, int, { min = 1, max = 10485760, keywords = ["MAX"] })])
  bytea = type("bytea", "Bytes. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "time" {
  DATE        = type("DATE", "Calendar date.")
  TIMESTAMP   = type("TIMESTAMP", "Instant with nanoseconds.")
  date        = type("date", "Date. PostgreSQL-dialect database only.", [], { uncertain = true })
  timestamptz = type("timestamp with time zone", "Instant. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "json" {
  JSON  = type("JSON", "JSON document.")
  jsonb = type("jsonb", "JSON. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "uuid" {
  UUID = type("UUID", "UUID. From Spanner.")
  uuid = type("uuid", "UUID. PostgreSQL-dialect database only.", [], { uncertain = true })
}

types "interval" {
  INTERVAL = type("INTERVAL", "Interval; not storable in tables. From Spanner.")
}

types "other" {
  TOKENLIST = type("TOKENLIST", "Search tokens, for generated hidden columns. From Spanner.")
}

types "composite" {
  ARRAY  = type("ARRAY<T>", "Array; written sql(\"ARRAY<INT64>\").", [required(element, type)], { raw_only = true })
  STRUCT = type("STRUCT<...>", "Struct; not a column type.", [], { raw_only = true })
  PROTO  = type("proto message name", "Protocol buffer column: sql() with the fully qualified message name. The proto bundle has to be uploaded with Google's tools first.", [], { raw_only = true })
}

types "enum" {
  ENUM = type("proto enum name", "Protocol buffer enum column, through sql().", [], { raw_only = true })
}
