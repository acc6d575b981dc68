# atlas-lsp: dialect=dialect
# Column types of MySQL: name in HCL = type(SQL name, doc, parameters, options).

types "boolean" {
  bool    = type("tinyint(1)", "Boolean, stored as tinyint(1); inspection prints it as bool.")
  boolean = type("tinyint(1)", "Same as bool.", [], { alias_of = "bool" })
}

types "bit" {
  bit = type("bit", "Bit field; without a size it is one bit, and bit(1) prints as bit.", [optional(size, int, { min = 1, max = 64, default = 1, server_limit = true })])
}

types "integer" {
  tinyint   = type("tinyint", "1-byte integer. A display width of 1 makes it a bool; other widths are dropped.", [optional(size, int, { min = 1, max = 255, server_limit = true })], { column_attributes = [unsigned, auto_increment] })
  smallint  = type("smallint", "2-byte integer; the display width is dropped, width 1 becomes bool.", [optional(size, int, { min = 1, max = 255, server_limit = true })], { column_attributes = [unsigned, auto_increment] })
  mediumint = type("mediumint", "3-byte integer; the display width is dropped, width 1 becomes bool.", [optional(size, int, { min = 1, max = 255, server_limit = true })], { column_attributes = [unsigned, auto_increment] })
  int       = type("int", "4-byte integer; the display width is dropped, width 1 becomes bool. `integer` is not an HCL name here.", [optional(size, int, { min = 1, max = 255, server_limit = true })], { column_attributes = [unsigned, auto_increment] })
  bigint    = type("bigint", "8-byte integer; the display width is dropped, width 1 becomes bool.", [optional(size, int, { min = 1, max = 255, server_limit = true })], { column_attributes = [unsigned, auto_increment] })
}

types "decimal" {
  decimal = type("decimal", "Exact number. Without parameters it is decimal(10); scale 0 is not printed.", [optional(precision, int, { min = 1, max = 65, default = 10, server_limit = true }), optional(scale, int, { min = 0, max = 30, default = 0, server_limit = true })], { column_attributes = [unsigned] })
  numeric = type("decimal", "Same as decimal.", [optional(precision, int, { min = 1, max = 65, default = 10, server_limit = true }), optional(scale, int, { min = 0, max = 30, default = 0, server_limit = true })], { alias_of = "decimal", column_attributes = [unsigned] })
}

types "float" {
  float  = type("float", "Approximate number. A precision above 24 turns it into double; precision and scale are otherwise not emitted.", [optional(precision, int, { min = 0, max = 255, server_limit = true }), optional(scale, int, { min = 0, max = 30, server_limit = true })], { column_attributes = [unsigned, auto_increment] })
  double = type("double", "8-byte approximate number; precision and scale are read but not emitted.", [optional(precision, int, { min = 0, max = 255, server_limit = true }), optional(scale, int, { min = 0, max = 30, server_limit = true })], { column_attributes = [unsigned, auto_increment] })
  real   = type("double", "Printed as double.", [optional(precision, int, { min = 0, max = 255, server_limit = true }), optional(scale, int, { min = 0, max = 30, server_limit = true })], { alias_of = "double", column_attributes = [unsigned] })
}

types "time" {
  date      = type("date", "Calendar date; takes no parameter.")
  time      = type("time", "Time of day or interval with fractional digits.", [optional(precision, int, { min = 0, max = 6, default = 0, server_limit = true })])
  datetime  = type("datetime", "Date and time without zone.", [optional(precision, int, { min = 0, max = 6, default = 0, server_limit = true })], { column_attributes = [on_update] })
  timestamp = type("timestamp", "Point in time kept in UTC.", [optional(precision, int, { min = 0, max = 6, default = 0, server_limit = true })], { column_attributes = [on_update] })
  year      = type("year", "Year; year(4) is the current width, year(2) is historic.", [optional(precision, int, { min = 2, max = 4, allowed = ["2", "4"], server_limit = true })])
}

types "string" {
  char       = type("char", "Fixed-length text, one character without a size.", [optional(size, int, { min = 0, max = 255, default = 1, server_limit = true })], { column_attributes = [charset, collate] })
  varchar    = type("varchar", "Variable text; the size is mandatory and counts characters (the row limit of 65535 bytes also applies).", [required(size, int, { min = 0, max = 65535, server_limit = true })], { column_attributes = [charset, collate] })
  tinytext   = type("tinytext", "Text up to 255 bytes.", [], { column_attributes = [charset, collate] })
  text       = type("text", "Text up to 65535 bytes; a size is read but dropped.", [optional(size, int, { min = 0, max = 4294967295, server_limit = true })], { column_attributes = [charset, collate] })
  mediumtext = type("mediumtext", "Text up to 16 MiB.", [], { column_attributes = [charset, collate] })
  longtext   = type("longtext", "Text up to 4 GiB.", [], { column_attributes = [charset, collate] })
}

types "binary" {
  binary     = type("binary", "Fixed-length bytes; binary equals binary(1).", [optional(size, int, { min = 0, max = 255, default = 1, server_limit = true })])
  varbinary  = type("varbinary", "Variable bytes; the size is mandatory.", [required(size, int, { min = 0, max = 65535, server_limit = true })])
  tinyblob   = type("tinyblob", "Bytes up to 255.")
  blob       = type("blob", "Bytes up to 65535; a size is read but dropped.", [optional(size, int, { min = 0, max = 4294967295, server_limit = true })])
  mediumblob = type("mediumblob", "Bytes up to 16 MiB.")
  longblob   = type("longblob", "Bytes up to 4 GiB.")
}

types "enum" {
  enum = type("enum", "One value out of an inline list of strings; there is no enum block in this dialect.", [required(values, string, { variadic = true, min_items = 1, max_items = 65535 })], { column_attributes = [charset, collate] })
  set  = type("set", "Any subset of an inline list of strings, at most 64.", [required(values, string, { variadic = true, min_items = 1, max_items = 64 })], { column_attributes = [charset, collate] })
}

types "json" {
  json = type("json", "JSON document.")
}

types "spatial" {
  geometry           = type("geometry", "Any geometry value.", [], { column_attributes = [srid] })
  point              = type("point", "Point.", [], { column_attributes = [srid] })
  multipoint         = type("multipoint", "Collection of points.", [], { column_attributes = [srid] })
  linestring         = type("linestring", "Curve of points.", [], { column_attributes = [srid] })
  multilinestring    = type("multilinestring", "Collection of linestrings.", [], { column_attributes = [srid] })
  polygon            = type("polygon", "Polygon.", [], { column_attributes = [srid] })
  multipolygon       = type("multipolygon", "Collection of polygons.", [], { column_attributes = [srid] })
  geometrycollection = type("geometrycollection", "Collection of any geometries; MySQL 8 reports it as geomcollection, which is no HCL name.", [], { column_attributes = [srid] })
}

types "network" {
  inet4 = type("inet4", "Registered in the type table shared with MariaDB; a MySQL server has no such type, so offer it only as an error hint.", [], { server_lacks = true })
  inet6 = type("inet6", "As inet4: registered, but MariaDB only.", [], { server_lacks = true })
}
