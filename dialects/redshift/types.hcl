# atlas-lsp: dialect=dialect
# Column types of Amazon Redshift: name in HCL = type(SQL name, doc, parameters, options).

types "boolean" {
  boolean = type("boolean", "True or false.")
  bool    = type("boolean", "True or false.", [], { alias_of = "boolean" })
}

types "binary" {
  binary_varying = type("varbyte", "Byte string.", [optional(size, int, { min = 1, max = 1024000, server_limit = true, note = "server limit, not known to be checked by Atlas" })])
  varbinary      = type("varbyte", "Byte string.", [optional(size, int, { min = 1, max = 1024000, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "binary_varying" })
  varbyte        = type("varbyte", "Byte string.", [optional(size, int, { min = 1, max = 1024000, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "binary_varying" })
}

types "datetime" {
  date        = type("date", "Calendar date.")
  time        = type("time without time zone", "Time of day.")
  timetz      = type("time with time zone", "Time of day with zone.")
  timestamp   = type("timestamp without time zone", "Date and time.")
  timestamptz = type("timestamp with time zone", "Date and time with zone.")
}

types "interval" {
  interval = type("interval year to month", "Intervals have no HCL spelling: sql(\"interval year to month\") or sql(\"interval day to second\").", [], { raw_only = true })
}

types "decimal" {
  decimal = type("numeric", "Exact decimal.", [optional(precision, int, { min = 1, max = 38, server_limit = true, note = "server limit, not known to be checked by Atlas" }), optional(scale, int, { min = 0, max = 37, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "numeric" })
  numeric = type("numeric", "Exact decimal; numeric alone is numeric(18,0) on the server.", [optional(precision, int, { min = 1, max = 38, server_limit = true, note = "server limit, not known to be checked by Atlas" }), optional(scale, int, { min = 0, max = 37, server_limit = true, note = "server limit, not known to be checked by Atlas" })])
}

types "float" {
  real             = type("real", "32-bit floating point.")
  float4           = type("real", "32-bit floating point.", [], { alias_of = "real" })
  double_precision = type("double precision", "64-bit floating point.")
  float8           = type("double precision", "64-bit floating point.", [], { alias_of = "double_precision" })
  float            = type("double precision", "float(1..24) is real, float and float(25..53) double precision.", [optional(precision, int, { min = 1, max = 53, server_limit = true, note = "server limit, not known to be checked by Atlas" })])
}

types "integer" {
  smallint = type("smallint", "16-bit integer.")
  int2     = type("smallint", "16-bit integer.", [], { alias_of = "smallint" })
  integer  = type("integer", "32-bit integer; the spelling inspection prints.")
  int      = type("integer", "32-bit integer.", [], { alias_of = "integer" })
  int4     = type("integer", "32-bit integer.", [], { alias_of = "integer" })
  bigint   = type("bigint", "64-bit integer.")
  int8     = type("bigint", "64-bit integer.", [], { alias_of = "bigint" })
}

types "string" {
  character_varying = type("character varying", "Variable-length text in bytes; without a size it is character_varying(256). The spelling inspection prints.", [optional(size, int, { min = 1, max = 65535, server_limit = true, note = "server limit, not known to be checked by Atlas" })])
  varchar           = type("character varying", "Variable-length text in bytes; varchar alone is 256.", [optional(size, int, { min = 1, max = 65535, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "character_varying" })
  nvarchar          = type("character varying", "Variable-length text in bytes.", [optional(size, int, { min = 1, max = 65535, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "character_varying" })
  text              = type("character varying(256)", "Stored as character_varying(256).", [], { alias_of = "character_varying" })
  character         = type("character", "Fixed-length text; character alone is character(1).", [optional(size, int, { min = 1, max = 4096, server_limit = true, note = "server limit, not known to be checked by Atlas" })])
  char              = type("character", "Fixed-length text; char alone is char(1).", [optional(size, int, { min = 1, max = 4096, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "character" })
  nchar             = type("character", "Fixed-length text.", [optional(size, int, { min = 1, max = 4096, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "character" })
  bpchar            = type("character", "Fixed-length text. Takes a size here, unlike PostgreSQL; 256 on the server without one.", [optional(size, int, { min = 1, max = 4096, server_limit = true, note = "server limit, not known to be checked by Atlas" })], { alias_of = "character" })
}

types "semi-structured" {
  super = type("super", "Semi-structured value.")
}

types "sketch" {
  hllsketch = type("hllsketch", "HyperLogLog sketch.")
}

types "spatial" {
  geometry  = type("geometry", "Planar geometry. A bare type here, unlike PostgreSQL.")
  geography = type("geography", "Geodetic geography. A bare type here, unlike PostgreSQL.")
}
