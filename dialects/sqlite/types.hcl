# atlas-lsp: dialect=dialect
# Column types of SQLite: name in HCL = type(SQL name, doc, parameters, options).

types "integer" {
  integer          = type("integer", "Integer. The one type that can carry auto_increment and alias the rowid.", [optional(size, int, { min = 0 })])
  int              = type("int", "Declared type int, affinity INTEGER.", [optional(size, int, { min = 0 })])
  tinyint          = type("tinyint", "Declared type tinyint, affinity INTEGER.", [optional(size, int, { min = 0 })])
  smallint         = type("smallint", "Declared type smallint, affinity INTEGER.", [optional(size, int, { min = 0 })])
  mediumint        = type("mediumint", "Declared type mediumint, affinity INTEGER.", [optional(size, int, { min = 0 })])
  bigint           = type("bigint", "Declared type bigint, affinity INTEGER.", [optional(size, int, { min = 0 })])
  unsigned_big_int = type("unsigned big int", "Declared type with spaces; affinity INTEGER.", [optional(size, int, { min = 0 })])
  int2             = type("int2", "Declared type int2, affinity INTEGER.", [optional(size, int, { min = 0 })])
  int8             = type("int8", "Declared type int8, affinity INTEGER.", [optional(size, int, { min = 0 })])
  uint64           = type("uint64", "Declared type uint64, affinity INTEGER.", [optional(size, int, { min = 0 })])
}

types "float" {
  real             = type("real", "Declared type real, affinity REAL.", [optional(precision, int, { min = 0 }), optional(scale, int, { min = 0 })])
  double           = type("double", "Declared type double, affinity REAL.", [optional(size, int, { min = 0 })])
  double_precision = type("double precision", "Declared type with a space; affinity REAL.", [optional(size, int, { min = 0 })])
  float            = type("float", "Declared type float, affinity REAL.", [optional(size, int, { min = 0 })])
}

types "decimal" {
  numeric = type("numeric", "Declared type numeric, affinity NUMERIC.", [optional(precision, int, { min = 0 }), optional(scale, int, { min = 0 })])
  decimal = type("decimal", "Declared type decimal, affinity NUMERIC.", [optional(precision, int, { min = 0 }), optional(scale, int, { min = 0 })])
}

types "string" {
  text              = type("text", "Declared type text, affinity TEXT.", [optional(size, int, { min = 0 })])
  character         = type("character", "Declared type character, affinity TEXT.", [optional(size, int, { min = 0 })])
  varchar           = type("varchar", "Text; unlike in MySQL the size is optional.", [optional(size, int, { min = 0 })])
  varying_character = type("varying character", "Declared type with a space; affinity TEXT.", [optional(size, int, { min = 0 })])
  nchar             = type("nchar", "Declared type nchar, affinity TEXT.", [optional(size, int, { min = 0 })])
  native_character  = type("native character", "Declared type with a space; affinity TEXT.", [optional(size, int, { min = 0 })])
  nvarchar          = type("nvarchar", "Declared type nvarchar, affinity TEXT.", [optional(size, int, { min = 0 })])
  clob              = type("clob", "Declared type clob, affinity TEXT.", [optional(size, int, { min = 0 })])
}

types "binary" {
  blob = type("blob", "Bytes; also what a column declared without a type inspects as.", [optional(size, int, { min = 0 })])
}

types "boolean" {
  bool    = type("bool", "Declared type bool, affinity NUMERIC.")
  boolean = type("boolean", "Declared type boolean, affinity NUMERIC.")
}

types "time" {
  date     = type("date", "Declared type date, affinity NUMERIC.")
  datetime = type("datetime", "Declared type datetime, affinity NUMERIC.")
}

types "json" {
  json  = type("json", "Declared type json, affinity NUMERIC.")
  jsonb = type("jsonb", "Declared type jsonb, affinity NUMERIC.")
}

types "uuid" {
  uuid = type("uuid", "Declared type uuid, affinity NUMERIC.")
}
