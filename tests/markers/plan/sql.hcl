# SQL of plans.

#==== sql-syntax: one statement of the migration
# atlas-lsp: database=postgresql
plan "add_email" {
  from      = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to        = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  -- atlas:nolint destructive
  ALTER TABLE users ADD COLUMN email text;
  ALTER TABEL users DROP COLUMN name;
#       ^^^^^ warning: syntax error at or near "TABEL" [sql-syntax]
  SQL
}

#==== not sql-syntax: delimiters inside bodies
# atlas-lsp: database=postgresql
plan "add_email" {
  from      = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to        = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;
  ALTER TABLE users ADD COLUMN email text;
  SQL
}
