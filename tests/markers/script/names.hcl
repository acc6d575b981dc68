# Names in the SQL of scripts.

#==== unknown-sql-name: statements with arguments
#---- script.hcl
# atlas-lsp: database=postgresql
script "exec" "archive" {
  exec "archive" {
    sql  = "UPDATE users SET status = 'archived' WHERE id = ? AND activ"
#                                                                 ^^^^^ warning: column "activ" does not exist in table "users" [unknown-sql-name]
    args = [1]
  }
  assert "some" {
    sql           = "SELECT count(*) > 0 FROM userz"
#                                             ^^^^^ warning: table "userz" does not exist; did you mean "users"? [unknown-sql-name => users]
    error_message = "none"
  }
}
#---- schema.pg.hcl
schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "status" {
    type = text
  }
}

#==== not unknown-sql-name: what the script makes
#---- script.hcl
# atlas-lsp: database=mysql
script "exec" "archive" {
  exec "make" {
    sql = "CREATE TEMPORARY TABLE batch AS SELECT id FROM users"
  }
  exec "use" {
    sql = "DELETE FROM users WHERE id IN (SELECT id FROM batch)"
  }
}
#---- schema.my.hcl
schema "app" {
}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
}
