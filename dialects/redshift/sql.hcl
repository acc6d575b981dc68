# How Redshift writes SQL.
sql {
  double_quotes   = true
  dollar_quotes   = true
  e_strings       = true
  nested_comments = true
  known_names     = true
  parser          = "postgresql"
  system          = ["pg_", "stl_", "stv_", "svv_", "svl_", "sys_"]
}
