# atlas-lsp: dialect=dialect
# Column types of ClickHouse: name in HCL = type(SQL name, doc, parameters, options).

types "integer" {
  Int8     = type("Int8", "Signed 8-bit integer, -2^7 to 2^7-1.")
  UInt8    = type("UInt8", "Unsigned 8-bit integer, 0 to 2^8-1.")
  Int16    = type("Int16", "Signed 16-bit integer, -2^15 to 2^15-1.")
  UInt16   = type("UInt16", "Unsigned 16-bit integer, 0 to 2^16-1.")
  Int32    = type("Int32", "Signed 32-bit integer, -2^31 to 2^31-1.")
  UInt32   = type("UInt32", "Unsigned 32-bit integer, 0 to 2^32-1.")
  Int64    = type("Int64", "Signed 64-bit integer, -2^63 to 2^63-1.")
  UInt64   = type("UInt64", "Unsigned 64-bit integer, 0 to 2^64-1.")
  Int128   = type("Int128", "Signed 128-bit integer, -2^127 to 2^127-1.")
  UInt128  = type("UInt128", "Unsigned 128-bit integer, 0 to 2^128-1.")
  Int256   = type("Int256", "Signed 256-bit integer, -2^255 to 2^255-1.")
  UInt256  = type("UInt256", "Unsigned 256-bit integer, 0 to 2^256-1.")
  Tinyint  = type("Tinyint", "Alias of Int8; with unsigned = true the U form.", [], { alias_of = "Int8" })
  Smallint = type("Smallint", "Alias of Int16; with unsigned = true the U form.", [], { alias_of = "Int16" })
  Int      = type("Int", "Alias of Int32; with unsigned = true the U form.", [], { alias_of = "Int32" })
  Bigint   = type("Bigint", "Alias of Int64; with unsigned = true the U form.", [], { alias_of = "Int64" })
}

types "float" {
  Float32  = type("Float32", "32-bit IEEE float.")
  Float64  = type("Float64", "64-bit IEEE float.")
  Float    = type("Float", "Alias of Float32.", [], { alias_of = "Float32" })
  Double   = type("Double", "Alias of Float64.", [], { alias_of = "Float64" })
  BFloat16 = type("BFloat16", "16-bit brain float.", [], { uncertain = true })
}

types "decimal" {
  Decimal    = type("Decimal", "Fixed-point number. Without arguments the Atlas docs give precision 9 and scale 0.", [optional(precision, int, { min = 1, max = 76, default = 9 }), optional(scale, int, { min = 0, max = 76, default = 0 })])
  Decimal32  = type("Decimal32", "Fixed-point number of precision 9.", [required(scale, int, { min = 0, max = 9 })])
  Decimal64  = type("Decimal64", "Fixed-point number of precision 18.", [required(scale, int, { min = 0, max = 18 })])
  Decimal128 = type("Decimal128", "Fixed-point number of precision 38.", [required(scale, int, { min = 0, max = 38 })])
  Decimal256 = type("Decimal256", "Fixed-point number of precision 76.", [required(scale, int, { min = 0, max = 76 })])
}

types "bool" {
  Bool = type("Bool", "true or false.")
}

types "string" {
  String      = type("String", "Bytes of any length.")
  FixedString = type("FixedString", "Exactly N bytes.", [required(size, int, { min = 1 })])
}

types "uuid" {
  UUID = type("UUID", "16-byte identifier.")
}

types "time" {
  Date       = type("Date", "Day, 1970-01-01 to 2149-06-06.")
  Date32     = type("Date32", "Day, 1900-01-01 to 2299-12-31.")
  DateTime   = type("DateTime", "Second-precision instant, optional time zone name.", [optional(timezone, string)])
  DateTime32 = type("DateTime32", "Same as DateTime.", [optional(timezone, string)], { alias_of = "DateTime" })
  DateTime64 = type("DateTime64", "Instant with 0-9 fractional digits, optional time zone name.", [required(precision, int, { min = 0, max = 9 }), optional(timezone, string)])
  Time       = type("Time", "Time of day in seconds.", [], { uncertain = true })
  Time64     = type("Time64", "Time of day with fractional digits.", [required(precision, int, { min = 0, max = 9 })], { uncertain = true })
}

types "enum" {
  Enum   = type("Enum", "Enumeration; the server picks 8 or 16 bits. The call takes plain strings; explicit numbers need sql(\"Enum8('a' = 1)\").", [required(values, string, { variadic = true })])
  Enum8  = type("Enum8", "Enumeration of up to 256 values.", [required(values, string, { variadic = true })])
  Enum16 = type("Enum16", "Enumeration of up to 65536 values.", [required(values, string, { variadic = true })])
}

types "network" {
  IPv4 = type("IPv4", "IPv4 address.")
  IPv6 = type("IPv6", "IPv6 address.")
}

types "spatial" {
  Point           = type("Point", "Point.")
  Ring            = type("Ring", "Closed line.")
  Polygon         = type("Polygon", "Polygon with holes.")
  MultiPolygon    = type("MultiPolygon", "Several polygons.")
  LineString      = type("LineString", "Line geometry.", [], { uncertain = true })
  MultiLineString = type("MultiLineString", "Line geometry.", [], { uncertain = true })
  Geometry        = type("Geometry", "Variant of the geometry types; through sql(). From ClickHouse.", [], { raw_only = true })
}

types "json" {
  JSON   = type("JSON", "JSON document; arguments such as typed paths need sql().")
  Object = type("Object('json')", "Old JSON type, removed in current ClickHouse; through sql(). From ClickHouse.", [], { raw_only = true, deprecated = true })
}

types "other" {
  Dynamic = type("Dynamic", "Value of any type.", [optional(max_types, int, { min = 0, max = 254 })], { uncertain = true })
  QBit    = type("QBit(T, n)", "Bit-sliced vector; through sql(). From ClickHouse, recent.", [], { raw_only = true })
  Nothing = type("Nothing", "Type of an empty value; not for table columns. From ClickHouse.", [], { raw_only = true })
}

types "composite" {
  Array   = type("Array(T)", "Array of T; written sql(\"Array(Int32)\"). T may not be Nullable of an array.", [required(element, type)], { raw_only = true })
  Tuple   = type("Tuple([name] T, ...)", "Tuple, with optional element names; through sql().", [required(elements, type, { variadic = true })], { raw_only = true })
  Map     = type("Map(K, V)", "Map; K is any type except Nullable and LowCardinality(Nullable); through sql().", [required(key, type), required(value, type)], { raw_only = true })
  Nested  = type("Nested(name T, ...)", "Parallel arrays; through sql().", [required(fields, type, { variadic = true })], { raw_only = true })
  Variant = type("Variant(T1, T2, ...)", "One of several types; through sql(). From ClickHouse.", [required(types, type, { variadic = true })], { raw_only = true })
}

types "wrapper" {
  Nullable       = type("Nullable(T)", "T or NULL; needs null = true on the column. T may not be Array, Map or Tuple (Tuple became possible behind a setting); through sql().", [required(type, type)], { raw_only = true })
  LowCardinality = type("LowCardinality(T)", "Dictionary-encoded T: String, FixedString, Date, DateTime, or a number except Decimal; the order is LowCardinality(Nullable(T)), never the reverse; through sql().", [required(type, type)], { raw_only = true })
}

types "aggregate" {
  AggregateFunction       = type("AggregateFunction(name, T, ...)", "Aggregate state; through sql(), a dev database is advised to normalise it.", [required(function, string), required(types, type, { variadic = true })], { raw_only = true })
  SimpleAggregateFunction = type("SimpleAggregateFunction(name, T)", "Aggregate whose state is its value: any, anyLast, min, max, sum, sumWithOverflow, groupBitAnd, groupBitOr, groupBitXor, groupArrayArray, groupUniqArrayArray, sumMap, minMap, maxMap and a few more; through sql().", [required(function, string), required(type, type)], { raw_only = true })
}

types "interval" {
  IntervalSecond  = type("IntervalSecond", "Interval in seconds; not storable in tables. From ClickHouse.", [], { raw_only = true })
  IntervalMinute  = type("IntervalMinute", "Interval in minutes; not storable in tables. From ClickHouse.", [], { raw_only = true })
  IntervalHour    = type("IntervalHour", "Interval in hours; not storable in tables. From ClickHouse.", [], { raw_only = true })
  IntervalDay     = type("IntervalDay", "Interval in days; not storable in tables. From ClickHouse.", [], { raw_only = true })
  IntervalWeek    = type("IntervalWeek", "Interval in weeks; not storable in tables. From ClickHouse.", [], { raw_only = true })
  IntervalMonth   = type("IntervalMonth", "Interval in months; not storable in tables. From ClickHouse.", [], { raw_only = true })
  IntervalQuarter = type("IntervalQuarter", "Interval in quarters; not storable in tables. From ClickHouse.", [], { raw_only = true })
  IntervalYear    = type("IntervalYear", "Interval in years; not storable in tables. From ClickHouse.", [], { raw_only = true })
}
