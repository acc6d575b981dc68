# Names in the SQL of project files.

#==== unknown-sql-name: statements around a command
#---- config.hcl
# atlas-lsp: database=postgresql
env "local" {
  pre "schema_apply" {
    exec {
      sql = "DELETE FROM sesions WHERE expired"
#                        ^^^^^^^ warning: table "sesions" does not exist; did you mean "sessions"? [unknown-sql-name => sessions]
    }
  }
}
#---- schema.pg.hcl
schema "public" {
}
table "sessions" {
  schema = schema.public
  column "expired" {
    type = boolean
  }
}

#==== not unknown-sql-name: queries of other databases
#---- config.hcl
# atlas-lsp: database=postgresql
data "sql" "tenants" {
  url   = "postgres://localhost/db"
  query = "SELECT name FROM tenants"
}
#---- schema.pg.hcl
schema "public" {
}
table "sessions" {
  schema = schema.public
  column "expired" {
    type = boolean
  }
}
