# How SQL Server writes SQL.
sql {
  double_quotes   = true
  bracket_quotes  = true
  nested_comments = true
}
