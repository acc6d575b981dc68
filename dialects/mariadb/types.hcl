# atlas-lsp: dialect=dialect
# Column types of MariaDB that differ from MySQL.

types "json" {
  json = type("json", "JSON document; the server keeps it as longtext with a json_valid check, which inspection folds back into json.")
}

types "spatial" {
  geometrycollection = type("geometrycollection", "Collection of any geometries.", [], { column_attributes = [srid] })
}

types "network" {
  inet4 = type("inet4", "IPv4 address (MariaDB 10.10 and later).")
  inet6 = type("inet6", "IPv6 address (MariaDB 10.5 and later; the Atlas source says 10.10).")
}
