# How ClickHouse writes SQL.
sql {
  double_quotes     = true
  backtick_quotes   = true
  backslash_escapes = true
  dollar_quotes     = true
  hash_comments     = true
}
