# How Databricks writes SQL.
sql {
  backtick_quotes   = true
  backslash_escapes = true
  dollar_quotes     = true
}
