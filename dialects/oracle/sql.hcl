# How Oracle writes SQL.
sql {
  double_quotes = true
  q_quotes      = true
}
