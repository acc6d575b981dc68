# Names in the SQL of tests: the tables and columns of the schema that they are for.

#==== unknown-sql-name: tables and columns of queries and statements
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = <<-SQL
      INSERT INTO users (id, nam) VALUES (1, 'a');
#                            ^^^ warning: column "nam" does not exist in table "users"; did you mean "name"? [unknown-sql-name => name]
      UPDATE user SET name = 'b' WHERE id = 1;
#            ^^^^ warning: syntax error at or near "user" [sql-syntax]
      SELECT u.name, u.mail FROM users u WHERE idd > 1;
#                      ^^^^ warning: column "mail" does not exist in table "users" [unknown-sql-name]
#                                              ^^^ warning: column "idd" does not exist in table "users"; did you mean "id"? [unknown-sql-name => id]
    SQL
  }
  assert {
    sql = "SELECT count(*) = 1 FROM public.\"user\""
#                                          ^^^^^^^^ warning: table "user" does not exist; did you mean "users"? [unknown-sql-name]
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
  column "name" {
    type = text
  }
}

#==== unknown-sql-name: only names that no statement of the file makes
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = "CREATE TEMP TABLE seeds (id int); INSERT INTO seeds VALUES (1); SELECT id FROM seed"
#                                                                                         ^^^^ warning: table "seed" does not exist [unknown-sql-name]
  }
}
test "schema" "b" {
  cleanup {
    sql = "DELETE FROM seeds WHERE id = 1"
  }
}
#---- schema.pg.hcl
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
schema "public" {
}

#==== not unknown-sql-name: WITH, aliases, results, functions, catalogs and other schemas
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = <<-SQL
      WITH recent AS (SELECT id, name AS n FROM users) SELECT r.n FROM recent r ORDER BY n;
      SELECT tablename FROM pg_tables;
      SELECT table_name FROM information_schema.tables;
      SELECT x FROM other.things;
      SELECT g FROM generate_series(1, 3) AS g;
      SELECT count(*) AS total FROM users HAVING count(*) > 1 ORDER BY total;
      INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id;
    SQL
  }
  catch {
    sql   = "SELECT nothing FROM nowhere"
    error = "does not exist"
  }
}
#---- schema.pg.hcl
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
schema "public" {
}

#==== not unknown-sql-name: seeds that are not to be seen may make tables
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = file("seed.sql")
  }
  exec {
    sql = "INSERT INTO seeds VALUES (1)"
  }
}
test "schema" "b" {
  exec {
    sql = "DO $$ BEGIN CREATE TABLE made (id int); END $$; SELECT * FROM made"
  }
}
#---- schema.pg.hcl
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
schema "public" {
}

#==== not unknown-sql-name: states of migrations and plans are not the schema
#---- test.hcl
# atlas-lsp: database=postgresql
test "migrate" "20240101" {
  exec {
    sql = "INSERT INTO old_users (id) VALUES (1)"
  }
}
test "plan" "add" {
  assert {
    sql = "SELECT count(*) = 0 FROM old_users"
  }
}
test "script" "archive" {
  exec {
    sql = "SELECT id FROM old_users"
  }
}
#---- schema.pg.hcl
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
schema "public" {
}

#==== not unknown-sql-name: nobody says what the schema is
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = "SELECT x FROM nowhere"
  }
}

#==== not unknown-sql-name: a schema without tables, or with tables whose names are not known
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = "SELECT id FROM tenant_1"
  }
}
#---- schema.pg.hcl
table "tenant" {
  for_each = toset(["tenant_1", "tenant_2"])
  schema   = schema.public
  column "id" {
    type = int
  }
}
schema "public" {
}

#==== not unknown-sql-name: names put together, and after another search path
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  for_each = ["a", "b"]
  exec {
    sql = "SELECT col_${each.value} FROM tbl_${each.value}"
  }
  exec {
    sql = "SET search_path TO other; SELECT id FROM things"
  }
}
#---- schema.pg.hcl
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
schema "public" {
}

#==== unknown-sql-name: the fixed part of a text that is put together
#---- test.hcl
# atlas-lsp: database=mysql
test "schema" "a" {
  exec {
    sql = "INSERT INTO userz (id) VALUES (${testing.name})"
#                      ^^^^^ warning: table "userz" does not exist; did you mean "users"? [unknown-sql-name => users]
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

#==== unknown-sql-name: names of SQLite in quotes that are no strings
#---- test.hcl
# atlas-lsp: database=sqlite
test "schema" "a" {
  exec {
    sql = "SELECT \"id\", \"nothing\" FROM \"users\"; SELECT rowid FROM sqlite_master; SELECT idx FROM users;"
#                                                                                             ^^^ warning: column "idx" does not exist in table "users"; did you mean "id"? [unknown-sql-name => id]
  }
}
#---- schema.lt.hcl
schema "main" {
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
}

#==== not unknown-sql-name: views without columns, and names in other case
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = "SELECT anything FROM totals; SELECT v.anything FROM totals v; SELECT l.id FROM Labelled l"
  }
}
#---- schema.pg.hcl
schema "public" {
}
view "totals" {
  schema = schema.public
  as     = "SELECT 1 AS anything"
}
table "labelled" {
  schema = schema.public
  column "id" {
    type = int
  }
}

#==== not unknown-sql-name: grants, comments and transactions
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = <<-SQL
      BEGIN;
      GRANT SELECT ON users TO bob;
      REVOKE SELECT ON users FROM bob;
      COMMENT ON TABLE users IS 'x';
      SET LOCAL statement_timeout = '5s';
      EXPLAIN SELECT id FROM users;
      COMMIT;
    SQL
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
}

#==== unknown-sql-name: errors of syntax come first
#---- test.hcl
# atlas-lsp: database=postgresql
test "schema" "a" {
  exec {
    sql = "SELEC nowhere FROM users; SELECT nowhere FROM users"
#          ^^^^^ warning: syntax error at or near "SELEC" [sql-syntax]
#                                           ^^^^^^^ warning: column "nowhere" does not exist in table "users" [unknown-sql-name]
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
}
