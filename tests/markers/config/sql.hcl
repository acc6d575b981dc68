# SQL of project files.

#==== sql-syntax: queries, hooks and statements around commands
# atlas-lsp: database=postgresql
data "sql" "tenants" {
  url   = "postgres://localhost/db"
  query = "SELECT schema_name FORM information_schema.schemata"
#                                  ^^^^^^^^^^^^^^^^^^ warning: syntax error at or near "information_schema" [sql-syntax]
}

hook "sql" "timeout" {
  transaction {
    after_begin = ["SET LOCAL statement_timeout = '5s'", "SETT x = 1"]
#                                                         ^^^^ warning: syntax error at or near "SETT" [sql-syntax]
  }
}

#==== not sql-syntax: placeholders, and texts from files
# atlas-lsp: database=postgresql
data "sql" "tenants" {
  url   = "postgres://localhost/db"
  query = "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE ?"
  args  = ["a%"]
}

docker "postgres" "dev" {
  image    = "postgres:17"
  baseline = file("baseline.sql")
}
