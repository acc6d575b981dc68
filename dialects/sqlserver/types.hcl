# atlas-lsp: dialect=dialect
# Column types of SQL Server: name in HCL = type(SQL name, doc, parameters, options).

types "bool" {
  bit = type("bit", "Boolean-like integer: 0, 1 or NULL.")
}

types "integer" {
  tinyint  = type("tinyint", "1-byte integer, 0 to 255. May be an identity column.")
  smallint = type("smallint", "2-byte integer, -32768 to 32767. May be an identity column.")
  int      = type("int", "4-byte integer, -2147483648 to 2147483647. May be an identity column.")
  bigint   = type("bigint", "8-byte integer, -2^63 to 2^63-1. May be an identity column.")
  integer  = type("integer", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "int", uncertain = true })
}

types "decimal" {
  decimal = type("decimal", "Exact number; precision defaults to 18, scale to 0 and may not exceed the precision. May be an identity column with scale 0 only.", [optional(precision, int, { min = 1, max = 38, default = 18 }), optional(scale, int, { min = 0, max = 38, default = 0 })])
  numeric = type("numeric", "Same as decimal. May be an identity column with scale 0 only.", [optional(precision, int, { min = 1, max = 38, default = 18 }), optional(scale, int, { min = 0, max = 38, default = 0 })])
  dec     = type("dec", "Synonym of decimal; accepted spelling, printed back as decimal.", [optional(precision, int, { min = 1, max = 38, default = 18 }), optional(scale, int, { min = 0, max = 38, default = 0 })], { alias_of = "decimal" })
}

types "money" {
  money      = type("money", "8-byte currency amount with 4 decimals.")
  smallmoney = type("smallmoney", "4-byte currency amount with 4 decimals.")
}

types "float" {
  float            = type("float", "Approximate number. Mantissa bits 1-24 store as real (float(24)), 25-53 as float(53); 53 when left out.", [optional(precision, int, { min = 1, max = 53, default = 53 })])
  real             = type("real", "4-byte approximate number, the same as float(24).", [optional(precision, int, { min = 1, max = 24, note = "registry of the 2023 open code lists an optional precision" })], { alias_of = "float(24)" })
  double_precision = type("double precision", "ISO synonym of float(53).", [], { alias_of = "float", uncertain = true })
}

types "time" {
  date           = type("date", "Calendar date, 0001-01-01 to 9999-12-31.")
  time           = type("time", "Time of day with 0-7 fractional digits.", [optional(scale, int, { min = 0, max = 7, default = 7 })])
  datetime       = type("datetime", "Date and time, about 3.33 ms accuracy, from year 1753. Takes no precision.")
  datetime2      = type("datetime2", "Date and time with 0-7 fractional digits.", [optional(scale, int, { min = 0, max = 7, default = 7 })])
  datetimeoffset = type("datetimeoffset", "Date and time with UTC offset, 0-7 fractional digits.", [optional(scale, int, { min = 0, max = 7, default = 7 })])
  smalldatetime  = type("smalldatetime", "Date and time to the minute, 1900-2079. Takes no precision.")
}

types "string" {
  char                       = type("char", "Fixed-length string, length in bytes.", [optional(size, int, { min = 1, max = 8000, default = 1 })])
  varchar                    = type("varchar", "Variable-length string; MAX allows 2 GB.", [optional(size, int, { min = 1, max = 8000, keywords = ["MAX"], default = 1 })])
  text                       = type("text", "Deprecated large string; use varchar(MAX).", [], { deprecated = true })
  nchar                      = type("nchar", "Fixed-length UTF-16 string, length in byte pairs.", [optional(size, int, { min = 1, max = 4000, default = 1 })])
  nvarchar                   = type("nvarchar", "Variable-length UTF-16 string; MAX allows 2 GB.", [optional(size, int, { min = 1, max = 4000, keywords = ["MAX"], default = 1 })])
  ntext                      = type("ntext", "Deprecated large UTF-16 string; use nvarchar(MAX).", [], { deprecated = true })
  sysname                    = type("sysname", "System alias of nvarchar(128) NOT NULL; write sql(\"sysname\").", [], { alias_of = "nvarchar(128)", raw_only = true, uncertain = true })
  character                  = type("character", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "char", uncertain = true })
  character_varying          = type("character varying", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "varchar", uncertain = true })
  national_char              = type("national char", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "nchar", uncertain = true })
  national_character         = type("national character", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "nchar", uncertain = true })
  national_char_varying      = type("national char varying", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "nvarchar", uncertain = true })
  national_character_varying = type("national character varying", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "nvarchar", uncertain = true })
  national_text              = type("national text", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "ntext", uncertain = true })
}

types "binary" {
  binary         = type("binary", "Fixed-length bytes; has no MAX form.", [optional(size, int, { min = 1, max = 8000, default = 1 })])
  varbinary      = type("varbinary", "Variable-length bytes; MAX allows 2 GB.", [optional(size, int, { min = 1, max = 8000, keywords = ["MAX"], default = 1 })])
  image          = type("image", "Deprecated large binary; use varbinary(MAX).", [], { deprecated = true })
  binary_varying = type("binary varying", "ISO or ANSI synonym; SQL spelling has spaces.", [], { alias_of = "varbinary", uncertain = true })
}

types "uuid" {
  uniqueidentifier = type("uniqueidentifier", "16-byte GUID.")
}

types "xml" {
  xml = type("xml", "XML document; only the untyped form is supported, a schema collection needs sql().")
}

types "other" {
  sql_variant = type("sql_variant", "Value of varying type; cannot hold text, ntext, image, MAX types, xml, rowversion, spatial, hierarchyid or user types.")
  rowversion  = type("rowversion", "8-byte counter bumped on every change; one per table, no default.")
  timestamp   = type("rowversion", "Deprecated synonym of rowversion, unrelated to dates.", [], { alias_of = "rowversion", deprecated = true })
  hierarchyid = type("hierarchyid", "Position in a tree.")
  cursor      = type("cursor", "Cursor parameter; only for procedure arguments with mode = OUT, never a column. Only in procedure.arg.type.")
  table       = type("table", "Return type of an inline table-valued function; written sql(\"table\"). Only in function.return.", [], { raw_only = true })
  vector      = type("vector", "Embedding vector of SQL Server 2025 and Azure SQL; use sql(\"vector(3)\") where the bare name is rejected.", [required(dimensions, int, { min = 1, max = 1998 })], { uncertain = true })
}

types "spatial" {
  geometry  = type("geometry", "Planar spatial value.")
  geography = type("geography", "Round-earth spatial value.")
}

types "json" {
  json = type("json", "Native JSON of SQL Server 2025 and Azure SQL; use sql(\"json\") where the bare name is rejected.", [], { uncertain = true })
}
