# How PostgreSQL writes SQL.
sql {
  double_quotes   = true
  dollar_quotes   = true
  e_strings       = true
  nested_comments = true
  known_names     = true
  parser          = "postgresql"
  system          = ["pg_", "spatial_ref_sys", "geometry_columns", "geography_columns", "raster_columns"]
}
