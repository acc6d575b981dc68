# How SQLite writes SQL.
sql {
  double_quotes   = true
  backtick_quotes = true
  bracket_quotes  = true
  known_names     = true
  parser          = "sqlite"
  system          = ["sqlite_", "pragma_", "dbstat"]
}
