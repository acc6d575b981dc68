# atlas-lsp: dialect=dialect
# Column types of Oracle: name in HCL = type(SQL name, doc, parameters, options).

types "decimal" {
  NUMBER = type("NUMBER", "Exact number of up to 38 digits; scale may be negative.", [optional(precision, int, { min = 1, max = 38 }), optional(scale, int, { min = -84, max = 127 })])
}

types "float" {
  FLOAT         = type("FLOAT", "Number with binary precision.", [optional(precision, int, { min = 1, max = 126, default = 126 })], { uncertain = true })
  BINARY_FLOAT  = type("BINARY_FLOAT", "32-bit IEEE float.", [], { uncertain = true })
  BINARY_DOUBLE = type("BINARY_DOUBLE", "64-bit IEEE float.", [], { uncertain = true })
}

types "string" {
  VARCHAR2  = type("VARCHAR2", "Variable-length string; 4000 bytes, or 32767 with extended types.", [required(size, int, { min = 1, max = 32767 })])
  NVARCHAR2 = type("NVARCHAR2", "Variable-length national string.", [required(size, int, { min = 1, max = 32767 })], { uncertain = true })
  CHAR      = type("CHAR", "Fixed-length string.", [optional(size, int, { min = 1, max = 2000, default = 1 })], { uncertain = true })
  NCHAR     = type("NCHAR", "Fixed-length national string.", [optional(size, int, { min = 1, max = 2000, default = 1 })], { uncertain = true })
  VARCHAR   = type("VARCHAR", "Synonym of VARCHAR2.", [required(size, int, { min = 1, max = 32767 })], { alias_of = "VARCHAR2", uncertain = true })
  CLOB      = type("CLOB", "Large character object.")
  NCLOB     = type("NCLOB", "Large national character object.", [], { uncertain = true })
  LONG      = type("LONG", "Deprecated long string.", [], { deprecated = true, uncertain = true })
}

types "binary" {
  BLOB     = type("BLOB", "Large binary object.", [], { uncertain = true })
  BFILE    = type("BFILE", "Pointer to a file outside the database.", [], { uncertain = true })
  LONG_RAW = type("LONG RAW", "Deprecated long binary.", [], { deprecated = true, uncertain = true })
  RAW      = type("RAW", "Binary string; 2000 bytes, or 32767 with extended types.", [required(size, int, { min = 1, max = 32767 })], { uncertain = true })
}

types "time" {
  DATE                           = type("DATE", "Date and time to the second.", [], { uncertain = true })
  TIMESTAMP                      = type("TIMESTAMP", "Date and time with fractional seconds.", [optional(precision, int, { min = 0, max = 9, default = 6 })], { uncertain = true })
  TIMESTAMP_WITH_TIME_ZONE       = type("TIMESTAMP WITH TIME ZONE", "Timestamp with a stored time zone.", [optional(precision, int, { min = 0, max = 9, default = 6 })], { args_after = 1, uncertain = true })
  TIMESTAMP_WITH_LOCAL_TIME_ZONE = type("TIMESTAMP WITH LOCAL TIME ZONE", "Timestamp in the session time zone.", [optional(precision, int, { min = 0, max = 9, default = 6 })], { args_after = 1, uncertain = true })
}

types "interval" {
  INTERVAL_YEAR_TO_MONTH = type("INTERVAL YEAR TO MONTH", "Interval of years and months.", [optional(year_precision, int, { min = 0, max = 9, default = 2 })], { uncertain = true })
  INTERVAL_DAY_TO_SECOND = type("INTERVAL DAY TO SECOND", "Interval of days to seconds.", [optional(day_precision, int, { min = 0, max = 9, default = 2 }), optional(second_precision, int, { min = 0, max = 9, default = 6 })], { uncertain = true })
}

types "other" {
  ROWID  = type("ROWID", "Physical row address.", [], { uncertain = true })
  UROWID = type("UROWID", "Universal row address.", [optional(size, int, { min = 1, max = 4000, default = 4000 })], { uncertain = true })
  VECTOR = type("VECTOR", "Vector, 23ai and later.", [optional(dimensions, int, { min = 1, max = 65535 }), optional(format, string)], { uncertain = true })
}

types "json" {
  JSON = type("JSON", "Native JSON, 21c and later.", [], { uncertain = true })
}

types "xml" {
  XMLTYPE = type("XMLTYPE", "XML document.", [], { uncertain = true })
}

types "bool" {
  BOOLEAN = type("BOOLEAN", "Boolean, 23ai and later.", [], { uncertain = true })
}

types "spatial" {
  SDO_GEOMETRY = type("SDO_GEOMETRY", "Spatial object; usually sql(\"MDSYS.SDO_GEOMETRY\").", [], { raw_only = true, uncertain = true })
}

types "alias" {
  INTEGER            = type("INTEGER", "ANSI synonym.", [], { alias_of = "NUMBER(38)", uncertain = true })
  INT                = type("INT", "ANSI synonym.", [], { alias_of = "NUMBER(38)", uncertain = true })
  SMALLINT           = type("SMALLINT", "ANSI synonym.", [], { alias_of = "NUMBER(38)", uncertain = true })
  DECIMAL            = type("DECIMAL", "ANSI synonym.", [], { alias_of = "NUMBER", uncertain = true })
  DEC                = type("DEC", "ANSI synonym.", [], { alias_of = "NUMBER", uncertain = true })
  NUMERIC            = type("NUMERIC", "ANSI synonym.", [], { alias_of = "NUMBER", uncertain = true })
  REAL               = type("REAL", "ANSI synonym.", [], { alias_of = "FLOAT(63)", uncertain = true })
  DOUBLE_PRECISION   = type("DOUBLE PRECISION", "ANSI synonym.", [], { alias_of = "FLOAT(126)", uncertain = true })
  CHARACTER          = type("CHARACTER", "ANSI synonym.", [], { alias_of = "CHAR", uncertain = true })
  CHARACTER_VARYING  = type("CHARACTER VARYING", "ANSI synonym.", [], { alias_of = "VARCHAR2", uncertain = true })
  CHAR_VARYING       = type("CHAR VARYING", "ANSI synonym.", [], { alias_of = "VARCHAR2", uncertain = true })
  NATIONAL_CHARACTER = type("NATIONAL CHARACTER", "ANSI synonym.", [], { alias_of = "NCHAR", uncertain = true })
  NATIONAL_CHAR      = type("NATIONAL CHAR", "ANSI synonym.", [], { alias_of = "NCHAR", uncertain = true })
}
