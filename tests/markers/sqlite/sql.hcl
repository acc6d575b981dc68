# SQL in the attributes of SQLite: its syntax, and the names of tables and columns.

#==== unknown-sql-name: a column of a check that is misspelt
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "totl > 0"
#           ^^^^ warning: column "totl" does not exist in table "orders"; did you mean "total"? [unknown-sql-name => total]
  }
}

#==== not unknown-sql-name: the columns of a check
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "total > 0 AND user_id IS NOT NULL"
  }
}

#==== unknown-sql-name: a table that does not exist
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT id FROM oders"
#                          ^^^^^ warning: table "oders" does not exist; did you mean "orders"? [unknown-sql-name => orders]
}

#==== unknown-sql-name: a column behind an alias
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT o.totall FROM orders AS o"
#                    ^^^^^^ warning: column "totall" does not exist in table "orders"; did you mean "total"? [unknown-sql-name => total]
}

#==== not unknown-sql-name: aliases, without AS and with case of its own
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT O.total t, u.NAME FROM orders o JOIN Users u ON u.id = o.user_id ORDER BY t"
}

#==== unknown-sql-name: a column of two tables in scope
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT nme FROM orders o JOIN users u ON u.id = o.user_id"
#                  ^^^ warning: column "nme" does not exist in the tables of the query; did you mean "name"? [unknown-sql-name => name]
}

#==== not unknown-sql-name: a column of one of two tables
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT name, total FROM orders o JOIN users u ON u.id = o.user_id"
}

#==== unknown-sql-name: a subquery that names the table around it
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT u.id FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.usr = u.id)"
#                                                                                 ^^^ warning: column "usr" does not exist in table "orders" [unknown-sql-name]
}

#==== not unknown-sql-name: names of WITH
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = <<-SQL
    WITH totals AS (
      SELECT user_id, sum(total) AS amount FROM orders GROUP BY user_id
    )
    SELECT u.name, t.amount, amount
      FROM users u
      JOIN totals t ON t.user_id = u.id
  SQL
}

#==== unknown-sql-name: a table inside of WITH
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = <<-SQL
    WITH totals AS (
      SELECT user_id FROM order_items
#                         ^^^^^^^^^^^ warning: table "order_items" does not exist [unknown-sql-name]
    )
    SELECT * FROM totals
  SQL
}

#==== not unknown-sql-name: a subquery as a table
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT x.n, n FROM (SELECT count(*) AS n FROM orders) AS x"
}

#==== not unknown-sql-name: an interpolated table
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT id FROM ${var.t} WHERE anything = 1"
}
variable "t" {
  type    = string
  default = "users"
}

#==== not unknown-sql-name: a union sorted by the names of its first part
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT id AS x FROM users UNION ALL SELECT total FROM orders ORDER BY x"
}

#==== unknown-sql-name: each part of a union has its own tables
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT id FROM users UNION SELECT o.nam FROM orders o"
#                                               ^^^ warning: column "nam" does not exist in table "orders" [unknown-sql-name]
}

#==== sql-syntax: a string that does not close
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "total > 0 OR 'a"
#                        ^^ error: unclosed quote ''' [sql-syntax]
  }
}

#==== sql-syntax: a parenthesis too many
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "(total > 0))"
#                      ^ error: unexpected ')' [sql-syntax]
  }
}

#==== not sql-syntax: brackets inside of strings and comments
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = <<-SQL
    SELECT '(' AS a, id -- ((
      FROM users /* ( */
  SQL
}

#==== not sql-syntax: nothing is said of interpolated text
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT ${var.t} FROM users"
}
variable "t" {
  type    = string
  default = "id"
}

#==== sql-syntax: a word too many in a heredoc
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
view "v" {
  schema = schema.main
  as     = <<-SQL
    SELECT u.id
      FROM FROM users u
#          ^^^^ warning: near "FROM": syntax error [sql-syntax]
     WHERE u.id > 0
  SQL
}

#==== sql-syntax: an expression that ends early
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "total >"
#                 ^ error: incomplete input [sql-syntax]
  }
}

#==== sql-syntax: behind escapes
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "\"total\" > > 0"
#                       ^ warning: near ">": syntax error [sql-syntax]
  }
}

#==== sql-syntax: a default
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
table "d" {
  schema = schema.main
  column "c" {
    type    = int
    default = sql("1 +")
#                    ^ error: incomplete input [sql-syntax]
  }
}

#==== not sql-syntax: functions, casts and case
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "CASE WHEN total IS NULL THEN 0 ELSE CAST(total AS int) END >= coalesce(user_id, 0)"
  }
}

#==== sql-syntax: the body of a trigger
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
trigger "t" {
  on = table.users
  after {
    insert = true
  }
  as = <<-SQL
    BEGIN
      UPDATE orders SET total = WHERE user_id = NEW.id;
#                               ^^^^^ warning: near "WHERE": syntax error [sql-syntax]
    END
  SQL
}

#==== unknown-sql-name: a row of a trigger
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
}
trigger "t" {
  on = table.users
  after {
    insert = true
  }
  as = <<-SQL
    BEGIN
      UPDATE orders SET total = 0 WHERE user_id = NEW.idd;
#                                                     ^^^ warning: column "idd" does not exist in table "users"; did you mean "id"? [unknown-sql-name => id]
    END
  SQL
}

#==== not unknown-sql-name: a name in double quotes may be a string
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  check "c" {
    expr = "total <> \"none\""
  }
}
