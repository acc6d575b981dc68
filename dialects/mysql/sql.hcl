# How MySQL writes SQL.
sql {
  backtick_quotes   = true
  backslash_escapes = true
  hash_comments     = true
  known_names       = true
  system            = ["dual", "seq_"]
}
