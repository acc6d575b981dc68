# SQL of tests. The database is that of the project; here a comment says it.

#==== sql-syntax: each statement of exec
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = <<-SQL
      INSERT INTO users (id) VALUES (1);
      INSERT users (id) VALUES (1);
#            ^^^^^ warning: syntax error at or near "users" [sql-syntax]
      SELECT FORM users;
    SQL
  }
}

#==== sql-syntax: assert and cleanup
# atlas-lsp: database=sqlite
test "schema" "a" {
  assert {
    sql           = "SELECT count(*) = 1 FROM users WHERE"
#                                                   ^^^^^ error: incomplete input [sql-syntax]
    error_message = "one"
  }
  cleanup {
    sql = "DELETE FORM users"
#                 ^^^^ warning: near "FORM": syntax error [sql-syntax]
  }
}

#==== sql-syntax: quotes, where no parser is at hand
# atlas-lsp: database=mysql
test "schema" "a" {
  exec {
    sql = "SELECT 'it FROM users"
#                 ^^^^^^^^^^^^^^ error: unclosed quote ''' [sql-syntax]
  }
}

#==== not sql-syntax: statements that are meant to fail
# atlas-lsp: database=postgresql
test "schema" "a" {
  catch {
    sql   = "SELECT FORM users WHERE ("
    error = "syntax"
  }
}

#==== not sql-syntax: parts that are known when the test runs
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = "SELECT ${testing.name} FORM"
  }
}

#==== not sql-syntax: nobody says the database
test "schema" "a" {
  exec {
    sql = "SELECT FORM WHERE ("
  }
}

#==== not sql-syntax: each database has its own syntax
# atlas-lsp: database=sqlite
test "schema" "a" {
  exec {
    sql = "INSERT OR REPLACE INTO users (id) VALUES (1); SELECT 1;"
  }
}
