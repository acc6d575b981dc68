# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "sql_only_types" {
  doc     = "Types without a name in HCL; via_sql: sql(\"...\") works."
  columns = ["sql", "via_sql", "doc"]
  rows = [
    ["char(N)", "yes", "Known to the parser but no HCL name: use character or sql(\"char(10)\")."],
    ["time, timestamp", "yes", "Known to the parser but no HCL name: use sql(\"timestamp\")."],
    ["ANY", "yes", "Needed for free columns of STRICT tables; kept as a user-defined type."],
    ["any other text", "yes", "Becomes a user-defined type, kept with its case, and is never an error in Atlas."],
  ]
}

facts "type_affinity" {
  doc     = "Storage affinity that SQLite gives a declared type."
  columns = ["type", "affinity"]
  rows = [
    ["integer", "INTEGER"],
    ["int", "INTEGER"],
    ["tinyint", "INTEGER"],
    ["smallint", "INTEGER"],
    ["mediumint", "INTEGER"],
    ["bigint", "INTEGER"],
    ["unsigned_big_int", "INTEGER"],
    ["int2", "INTEGER"],
    ["int8", "INTEGER"],
    ["uint64", "INTEGER"],
    ["real", "REAL"],
    ["double", "REAL"],
    ["double_precision", "REAL"],
    ["float", "REAL"],
    ["numeric", "NUMERIC"],
    ["decimal", "NUMERIC"],
    ["text", "TEXT"],
    ["character", "TEXT"],
    ["varchar", "TEXT"],
    ["varying_character", "TEXT"],
    ["nchar", "TEXT"],
    ["native_character", "TEXT"],
    ["nvarchar", "TEXT"],
    ["clob", "TEXT"],
    ["blob", "BLOB"],
    ["bool", "NUMERIC"],
    ["boolean", "NUMERIC"],
    ["date", "NUMERIC"],
    ["datetime", "NUMERIC"],
    ["json", "NUMERIC"],
    ["jsonb", "NUMERIC"],
    ["uuid", "NUMERIC"],
  ]
}
