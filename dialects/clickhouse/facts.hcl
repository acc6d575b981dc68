# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "sql_type_aliases" {
  doc     = "Other names of types in SQL."
  columns = ["type", "aliases"]
  rows = [
    ["String", "VARCHAR, CHAR, TEXT, BLOB, TINYTEXT, MEDIUMTEXT, LONGTEXT, NVARCHAR, BYTEA, CLOB, CHARACTER, CHAR VARYING, CHARACTER LARGE OBJECT"],
    ["Int8", "TINYINT, INT1, BYTE"],
    ["Int16", "SMALLINT"],
    ["Int32", "INT, INTEGER, MEDIUMINT"],
    ["Int64", "BIGINT, SIGNED"],
    ["UInt64", "UNSIGNED"],
    ["Float32", "FLOAT, REAL, SINGLE"],
    ["Float64", "DOUBLE, DOUBLE PRECISION"],
    ["Decimal", "DEC, NUMERIC, FIXED"],
    ["Bool", "BOOL, BOOLEAN"],
    ["DateTime", "TIMESTAMP"],
    ["IPv4", "INET4"],
    ["IPv6", "INET6"],
    ["FixedString", "BINARY"],
  ]
}
