# atlas-lsp: dialect=dialect
# Facts that differ from MySQL.

facts "charset_default_collation" {
  remove = ["gb18030", "utf8", "utf8mb4"]
  rows = [
    ["utf8mb4", "utf8mb4_general_ci"],
  ]
}

facts "sql_only_types" {
  remove = ["geomcollection"]
  rows = [
    ["uuid", "yes", "Native UUID (MariaDB 10.7 and later): parsed through sql(\"uuid\"); there is no bare uuid name."],
  ]
}
