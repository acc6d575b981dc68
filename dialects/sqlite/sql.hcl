# How SQLite writes SQL.
sql {
  double_quotes   = true
  backtick_quotes = true
  bracket_quotes  = true
  lenient_quotes  = true
  plain_bodies    = true
  known_names     = true
  parser          = "sqlite"
  system          = ["sqlite_", "pragma_", "dbstat"]
}
