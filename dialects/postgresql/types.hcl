# atlas-lsp: dialect=dialect
# Column types of PostgreSQL: name in HCL = type(SQL name, doc, parameters, options).

types "bit" {
  bit         = type("bit", "Fixed-length bit string; bit alone is bit(1).", [optional(len, int, { min = 1, max = 83886080, server_limit = true, note = "server limit, not checked by Atlas" })])
  bit_varying = type("bit varying", "Variable-length bit string; unlimited without a length.", [optional(len, int, { min = 1, max = 83886080, server_limit = true, note = "server limit, not checked by Atlas" })])
}

types "string" {
  varchar           = type("character varying", "Variable-length text; unlimited without a size.", [optional(size, int, { min = 1, max = 10485760, server_limit = true, note = "server limit, not checked by Atlas" })], { alias_of = "character_varying" })
  character_varying = type("character varying", "Variable-length text; the spelling inspection prints.", [optional(size, int, { min = 1, max = 10485760, server_limit = true, note = "server limit, not checked by Atlas" })])
  char              = type("character", "Blank-padded text; char alone is char(1).", [optional(size, int, { min = 1, max = 10485760, server_limit = true, note = "server limit, not checked by Atlas" })], { alias_of = "character" })
  character         = type("character", "Blank-padded text; character alone is character(1).", [optional(size, int, { min = 1, max = 10485760, server_limit = true, note = "server limit, not checked by Atlas" })])
  bpchar            = type("bpchar", "Blank-trimmed text without a length limit.")
  text              = type("text", "Unlimited text.")
  name              = type("name", "Internal type for object names.")
}

types "integer" {
  int2     = type("smallint", "16-bit integer.", [], { alias_of = "smallint" })
  int4     = type("integer", "32-bit integer.", [], { alias_of = "integer" })
  int8     = type("bigint", "64-bit integer.", [], { alias_of = "bigint" })
  int      = type("integer", "32-bit integer.", [], { alias_of = "integer" })
  integer  = type("integer", "32-bit integer; the spelling inspection prints.")
  smallint = type("smallint", "16-bit integer.")
  bigint   = type("bigint", "64-bit integer.")
  xid      = type("xid", "Transaction identifier.")
  xid8     = type("xid8", "64-bit transaction identifier.")
}

types "boolean" {
  boolean = type("boolean", "True or false.")
  bool    = type("boolean", "True or false.", [], { alias_of = "boolean" })
}

types "binary" {
  bytea = type("bytea", "Byte string.")
}

types "network" {
  cidr     = type("cidr", "IPv4 or IPv6 network.")
  inet     = type("inet", "IPv4 or IPv6 host, with an optional netmask.")
  macaddr  = type("macaddr", "MAC address.")
  macaddr8 = type("macaddr8", "MAC address in EUI-64 form.")
}

types "geometric" {
  circle  = type("circle", "Built-in geometric type.")
  line    = type("line", "Built-in geometric type.")
  lseg    = type("lseg", "Built-in geometric type.")
  box     = type("box", "Built-in geometric type.")
  path    = type("path", "Built-in geometric type.")
  point   = type("point", "Built-in geometric type.")
  polygon = type("polygon", "Built-in geometric type.")
}

types "datetime" {
  date        = type("date", "Calendar date.")
  time        = type("time without time zone", "Fractional-second precision defaults to 6 and is not printed when it is 6.", [optional(precision, int, { min = 0, max = 6, server_limit = true, note = "range is the server's; default 6" })], { args_after = 1 })
  timetz      = type("time with time zone", "Fractional-second precision defaults to 6 and is not printed when it is 6.", [optional(precision, int, { min = 0, max = 6, server_limit = true, note = "range is the server's; default 6" })], { args_after = 1 })
  timestamp   = type("timestamp without time zone", "Fractional-second precision defaults to 6 and is not printed when it is 6.", [optional(precision, int, { min = 0, max = 6, server_limit = true, note = "range is the server's; default 6" })], { args_after = 1 })
  timestamptz = type("timestamp with time zone", "Fractional-second precision defaults to 6 and is not printed when it is 6.", [optional(precision, int, { min = 0, max = 6, server_limit = true, note = "range is the server's; default 6" })], { args_after = 1 })
}

types "interval" {
  interval         = type("interval", "Time span, all fields.", [optional(precision, int, { min = 0, max = 6, server_limit = true })])
  second           = type("interval second", "interval limited to the named fields; precision applies to seconds.", [optional(precision, int, { min = 0, max = 6, server_limit = true })])
  day_to_second    = type("interval day to second", "interval limited to the named fields; precision applies to seconds.", [optional(precision, int, { min = 0, max = 6, server_limit = true })])
  hour_to_second   = type("interval hour to second", "interval limited to the named fields; precision applies to seconds.", [optional(precision, int, { min = 0, max = 6, server_limit = true })])
  minute_to_second = type("interval minute to second", "interval limited to the named fields; precision applies to seconds.", [optional(precision, int, { min = 0, max = 6, server_limit = true })])
  year             = type("interval year", "interval limited to the named fields; takes no precision.")
  month            = type("interval month", "interval limited to the named fields; takes no precision.")
  day              = type("interval day", "interval limited to the named fields; takes no precision.")
  hour             = type("interval hour", "interval limited to the named fields; takes no precision.")
  minute           = type("interval minute", "interval limited to the named fields; takes no precision.")
  year_to_month    = type("interval year to month", "interval limited to the named fields; takes no precision.")
  day_to_hour      = type("interval day to hour", "interval limited to the named fields; takes no precision.")
  day_to_minute    = type("interval day to minute", "interval limited to the named fields; takes no precision.")
  hour_to_minute   = type("interval hour to minute", "interval limited to the named fields; takes no precision.")
}

types "float" {
  double_precision = type("double precision", "64-bit floating point.")
  real             = type("real", "32-bit floating point.")
  float            = type("double precision", "float(1..24) becomes real; float and float(25..53) become double precision.", [optional(precision, int, { min = 1, max = 53, message = "postgres: precision for type float must be between 1 and 53: {value}", note = "checked when the type is formatted" })])
  float8           = type("double precision", "64-bit floating point.", [], { alias_of = "double_precision" })
  float4           = type("real", "32-bit floating point.", [], { alias_of = "real" })
}

types "decimal" {
  numeric = type("numeric", "Exact decimal; unconstrained without arguments.", [optional(precision, int, { min = 1, max = 1000, message = "postgres: decimal type must have precision between 1 and 1000: {value}" }), optional(scale, int, { min = 0, message = "postgres: decimal type must have scale >= 0: {value}", note = "negative scale is refused by Atlas" })])
  decimal = type("numeric", "Exact decimal.", [optional(precision, int, { min = 1, max = 1000, message = "postgres: decimal type must have precision between 1 and 1000: {value}" }), optional(scale, int, { min = 0, message = "postgres: decimal type must have scale >= 0: {value}" })], { alias_of = "numeric" })
}

types "serial" {
  smallserial = type("smallserial", "Auto-incrementing integer backed by an implicit sequence; the column must be NOT NULL.")
  serial      = type("serial", "Auto-incrementing integer backed by an implicit sequence; the column must be NOT NULL.")
  bigserial   = type("bigserial", "Auto-incrementing integer backed by an implicit sequence; the column must be NOT NULL.")
  serial2     = type("smallserial", "Auto-incrementing integer backed by an implicit sequence; the column must be NOT NULL.", [], { alias_of = "smallserial" })
  serial4     = type("serial", "Auto-incrementing integer backed by an implicit sequence; the column must be NOT NULL.", [], { alias_of = "serial" })
  serial8     = type("bigserial", "Auto-incrementing integer backed by an implicit sequence; the column must be NOT NULL.", [], { alias_of = "bigserial" })
}

types "document" {
  xml   = type("xml", "XML document.")
  json  = type("json", "JSON text.")
  jsonb = type("jsonb", "Binary JSON.")
}

types "uuid" {
  uuid = type("uuid", "Universally unique identifier.")
}

types "money" {
  money = type("money", "Currency amount.")
}

types "textsearch" {
  tsvector = type("tsvector", "Text search document.")
  tsquery  = type("tsquery", "Text search query.")
}

types "range" {
  int4range      = type("int4range", "Built-in range type.")
  int4multirange = type("int4multirange", "Built-in multirange type. PostgreSQL 14+.")
  int8range      = type("int8range", "Built-in range type.")
  int8multirange = type("int8multirange", "Built-in multirange type. PostgreSQL 14+.")
  numrange       = type("numrange", "Built-in range type.")
  nummultirange  = type("nummultirange", "Built-in multirange type. PostgreSQL 14+.")
  tsrange        = type("tsrange", "Built-in range type.")
  tsmultirange   = type("tsmultirange", "Built-in multirange type. PostgreSQL 14+.")
  tstzrange      = type("tstzrange", "Built-in range type.")
  tstzmultirange = type("tstzmultirange", "Built-in multirange type. PostgreSQL 14+.")
  daterange      = type("daterange", "Built-in range type.")
  datemultirange = type("datemultirange", "Built-in multirange type. PostgreSQL 14+.")
}

types "extension" {
  hstore    = type("hstore", "Key-value map of the hstore extension; the only extension type with a bare spelling.", [], { extension = "hstore" })
  vector    = type("vector", "Extension type, written as sql(\"vector(1536)\").", [optional(dimensions, int, { min = 1, max = 16000 })], { raw_only = true, extension = "vector" })
  halfvec   = type("halfvec", "Extension type, written as sql(\"halfvec\").", [optional(dimensions, int, { min = 1, max = 16000 })], { raw_only = true, extension = "vector" })
  sparsevec = type("sparsevec", "Extension type, written as sql(\"sparsevec\").", [optional(dimensions, int, { min = 1, max = 1000000000 })], { raw_only = true, extension = "vector" })
  geometry  = type("geometry", "Extension type, written as sql(\"geometry(Point,4326)\").", [optional(subtype, string), optional(srid, int)], { raw_only = true, extension = "postgis" })
  geography = type("geography", "Extension type, written as sql(\"geography(Point,4326)\").", [optional(subtype, string), optional(srid, int)], { raw_only = true, extension = "postgis" })
  citext    = type("citext", "Extension type, written as sql(\"citext\").", [], { raw_only = true, extension = "citext" })
  ltree     = type("ltree", "Extension type, written as sql(\"ltree\").", [], { raw_only = true, extension = "ltree" })
  lquery    = type("lquery", "Extension type, written as sql(\"lquery\").", [], { raw_only = true, extension = "ltree" })
  ltxtquery = type("ltxtquery", "Extension type, written as sql(\"ltxtquery\").", [], { raw_only = true, extension = "ltree" })
  cube      = type("cube", "Extension type, written as sql(\"cube\").", [], { raw_only = true, extension = "cube" })
  isbn      = type("isbn", "Extension type, written as sql(\"isbn\").", [], { raw_only = true, extension = "isn" })
}

types "oid" {
  oid           = type("oid", "Object identifier type.")
  regclass      = type("regclass", "Object identifier type.")
  regcollation  = type("regcollation", "Object identifier type.")
  regconfig     = type("regconfig", "Object identifier type.")
  regdictionary = type("regdictionary", "Object identifier type.")
  regnamespace  = type("regnamespace", "Object identifier type.")
  regoper       = type("regoper", "Object identifier type.")
  regoperator   = type("regoperator", "Object identifier type.")
  regproc       = type("regproc", "Object identifier type.")
  regprocedure  = type("regprocedure", "Object identifier type.")
  regrole       = type("regrole", "Object identifier type.")
  regtype       = type("regtype", "Object identifier type.")
}

types "pseudo" {
  any           = type("any", "Pseudo-type; useful for function arguments and results, not for table columns.")
  anyelement    = type("anyelement", "Pseudo-type; useful for function arguments and results, not for table columns.")
  anyarray      = type("anyarray", "Pseudo-type; useful for function arguments and results, not for table columns.")
  anynonarray   = type("anynonarray", "Pseudo-type; useful for function arguments and results, not for table columns.")
  anyenum       = type("anyenum", "Pseudo-type; useful for function arguments and results, not for table columns.")
  internal      = type("internal", "Pseudo-type; useful for function arguments and results, not for table columns.")
  record        = type("record", "Pseudo-type; useful for function arguments and results, not for table columns.")
  trigger       = type("trigger", "Pseudo-type; useful for function arguments and results, not for table columns.")
  event_trigger = type("event_trigger", "Pseudo-type; useful for function arguments and results, not for table columns.")
  void          = type("void", "Pseudo-type; useful for function arguments and results, not for table columns.")
  unknown       = type("unknown", "Pseudo-type; useful for function arguments and results, not for table columns.")
}

types "array" {
  array = type("<element>[]", "No HCL spelling of its own: sql(\"int[]\"), sql(\"varchar(255)[]\"), sql(\"int ARRAY\"), sql(\"point[4][4]\"). Sizes and extra dimensions are dropped; sql(\"<enum>[]\") resolves to the enum block of that name.", [], { raw_only = true })
}

types "other" {
  pg_lsn        = type("pg_lsn", "Log sequence number. Not in the registry, so it needs sql(\"pg_lsn\").", [], { raw_only = true })
  txid_snapshot = type("txid_snapshot", "Transaction snapshot, older form. Not in the registry, so it needs sql(\"txid_snapshot\").", [], { raw_only = true })
  pg_snapshot   = type("pg_snapshot", "Transaction snapshot. Not in the registry, so it needs sql(\"pg_snapshot\").", [], { raw_only = true })
  jsonpath      = type("jsonpath", "JSON path. Not in the registry, so it needs sql(\"jsonpath\").", [], { raw_only = true })
  tid           = type("tid", "Row location. Not in the registry, so it needs sql(\"tid\").", [], { raw_only = true })
  cid           = type("cid", "Command identifier. Not in the registry, so it needs sql(\"cid\").", [], { raw_only = true })
  refcursor     = type("refcursor", "Cursor name. Not in the registry, so it needs sql(\"refcursor\").", [], { raw_only = true })
  cstring       = type("cstring", "C string pseudo-type. Not in the registry, so it needs sql(\"cstring\").", [], { raw_only = true })
  anyrange      = type("anyrange", "Range pseudo-type. Not in the registry, so it needs sql(\"anyrange\").", [], { raw_only = true })
  anymultirange = type("anymultirange", "Multirange pseudo-type. Not in the registry, so it needs sql(\"anymultirange\").", [], { raw_only = true })
  anycompatible = type("anycompatible", "Polymorphic pseudo-type. Not in the registry, so it needs sql(\"anycompatible\").", [], { raw_only = true })
}
