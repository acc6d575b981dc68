# SQL of scripts.

#==== sql-syntax: a query of a script
# atlas-lsp: database=sqlite
script "exec" "archive" {
  exec "archive" {
    sql = "UPDATE users SETT status = 'archived'"
#                       ^^^^ warning: near "SETT": syntax error [sql-syntax]
  }
  assert "some" {
    sql           = "SELECT count(*) > 0 FROM (users"
#                                             ^ error: unclosed '(' [sql-syntax]
    error_message = "none"
  }
}

#==== not sql-syntax: placeholders of drivers
# atlas-lsp: database=postgresql
script "exec" "archive" {
  exec "archive" {
    sql  = "UPDATE users SET status = 'archived' WHERE id = ?"
    args = [1]
  }
}

#==== sql-syntax: quotes count also beside placeholders
# atlas-lsp: database=postgresql
script "exec" "archive" {
  exec "archive" {
    sql  = "UPDATE users SET status = 'archived WHERE id = ?"
#                                     ^^^^^^^^^^^^^^^^^^^^^^ error: unclosed quote ''' [sql-syntax]
    args = [1]
  }
}
