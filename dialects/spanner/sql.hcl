# How Spanner writes SQL.
sql {
  backtick_quotes   = true
  backslash_escapes = true
  triple_quotes     = true
  hash_comments     = true
}
