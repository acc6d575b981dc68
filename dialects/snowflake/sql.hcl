# How Snowflake writes SQL.
sql {
  double_quotes     = true
  backslash_escapes = true
  dollar_quotes     = true
}
