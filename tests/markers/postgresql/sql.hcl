# SQL in the attributes of PostgreSQL: its syntax, and the names of tables and columns.

#==== unknown-sql-name: a column of a check that is misspelt
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT id FROM oders"
#                          ^^^^^ warning: table "oders" does not exist; did you mean "orders"? [unknown-sql-name => orders]
}

#==== unknown-sql-name: a column behind an alias
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT o.totall FROM orders AS o"
#                    ^^^^^^ warning: column "totall" does not exist in table "orders"; did you mean "total"? [unknown-sql-name => total]
}

#==== not unknown-sql-name: aliases, without AS and with case of its own
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT O.total t, u.NAME FROM orders o JOIN Users u ON u.id = o.user_id ORDER BY t"
}

#==== unknown-sql-name: a column of two tables in scope
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT nme FROM orders o JOIN users u ON u.id = o.user_id"
#                  ^^^ warning: column "nme" does not exist in the tables of the query; did you mean "name"? [unknown-sql-name => name]
}

#==== not unknown-sql-name: a column of one of two tables
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT name, total FROM orders o JOIN users u ON u.id = o.user_id"
}

#==== unknown-sql-name: a subquery that names the table around it
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT u.id FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.usr = u.id)"
#                                                                                 ^^^ warning: column "usr" does not exist in table "orders" [unknown-sql-name]
}

#==== not unknown-sql-name: names of WITH
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
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
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = <<-SQL
    WITH totals AS (
      SELECT user_id FROM order_items
#                         ^^^^^^^^^^^ warning: table "order_items" does not exist [unknown-sql-name]
    )
    SELECT * FROM totals
  SQL
}

#==== not unknown-sql-name: a subquery as a table
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT x.n, n FROM (SELECT count(*) AS n FROM orders) AS x"
}

#==== not unknown-sql-name: an interpolated table
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT id FROM ${var.t} WHERE anything = 1"
}
variable "t" {
  type    = string
  default = "users"
}

#==== not unknown-sql-name: a union sorted by the names of its first part
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT id AS x FROM users UNION ALL SELECT total FROM orders ORDER BY x"
}

#==== unknown-sql-name: each part of a union has its own tables
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT id FROM users UNION SELECT o.nam FROM orders o"
#                                               ^^^ warning: column "nam" does not exist in table "orders" [unknown-sql-name]
}

#==== sql-syntax: a string that does not close
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
#                        ^^ error: unterminated quoted string [sql-syntax]
  }
}

#==== sql-syntax: a parenthesis too many
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = <<-SQL
    SELECT '(' AS a, id -- ((
      FROM users /* ( */
  SQL
}

#==== not sql-syntax: nothing is said of interpolated text
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT ${var.t} FROM users"
}
variable "t" {
  type    = string
  default = "id"
}

#==== sql-syntax: a word too many in a heredoc
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = <<-SQL
    SELECT u.id
      FROM FROM users u
#          ^^^^ warning: syntax error at or near "FROM" [sql-syntax]
     WHERE u.id > 0
  SQL
}

#==== sql-syntax: an expression that ends early
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
#                 ^ error: syntax error at end of input [sql-syntax]
  }
}

#==== sql-syntax: behind escapes
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
#                       ^ warning: syntax error at or near ">" [sql-syntax]
  }
}

#==== sql-syntax: a default
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  column "c" {
    type    = int
    default = sql("1 +")
#                    ^ error: syntax error at end of input [sql-syntax]
  }
}

#==== not sql-syntax: functions, casts and case
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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

#==== unknown-sql-name: a schema in front of the table
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT id FROM public.oders"
#                                 ^^^^^ warning: table "oders" does not exist; did you mean "orders"? [unknown-sql-name => orders]
}

#==== not unknown-sql-name: schemas and tables that others make
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT c.relname, x.y FROM pg_class c, information_schema.tables t, extensions.things x"
}

#==== not unknown-sql-name: fields, casts and array elements
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT (u.id)::bigint, extract(epoch FROM now()), (ARRAY[u.id])[1], u.name COLLATE \"C\", interval '1 day' FROM users u"
}

#==== unknown-sql-name: the predicate of an index
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  index "i" {
    columns = [column.id]
    where   = "totl > 0"
#              ^^^^ warning: column "totl" does not exist in table "orders"; did you mean "total"? [unknown-sql-name => total]
  }
}

#==== unknown-sql-name: an expression of an index
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "user_id" {
    type = int
  }
  column "total" {
    type = int
  }
  index "i" {
    on {
      expr = "abs(totl)"
#                 ^^^^ warning: column "totl" does not exist in table "orders"; did you mean "total"? [unknown-sql-name => total]
    }
  }
}

#==== not unknown-sql-name: functions as tables
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT n, g.x FROM generate_series(1, 3) AS n, json_each('{}') g"
}

#==== not unknown-sql-name: columns of USING and of windows
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT id, sum(total) OVER w FROM orders JOIN users USING (id) WINDOW w AS (PARTITION BY user_id ORDER BY total)"
}

#==== not unknown-sql-name: lateral
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
  schema = schema.public
  as     = "SELECT u.name, l.m FROM users u CROSS JOIN LATERAL (SELECT max(o.total) AS m FROM orders o WHERE o.user_id = u.id) l"
}

#==== sql-syntax: a body in PL/pgSQL
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
function "f" {
  schema = schema.public
  lang   = PLpgSQL
  return = int
  arg "a" {
    type = int
  }
  as     = <<-SQL
    BEGIN
      IF a > 1 THEN
        RETURN a +;
#                 ^ error: syntax error at end of input [sql-syntax]
      END IF;
      RETURN 1;
    END;
  SQL
}

#==== not sql-syntax: a body with its arguments, variables and loops
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
function "f" {
  schema = schema.public
  lang   = PLpgSQL
  return = int
  arg "a" {
    type = int
  }
  as     = <<-SQL
    DECLARE
      total int := 0;
    BEGIN
      FOR r IN SELECT o.total AS t FROM orders o WHERE o.user_id = a LOOP
        total := total + r.t;
      END LOOP;
      a := total;
      RETURN a;
    END;
  SQL
}

#==== unknown-sql-name: a column behind an alias in a body
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
function "f" {
  schema = schema.public
  lang   = PLpgSQL
  return = int
  as     = <<-SQL
    BEGIN
      RETURN (SELECT o.totl FROM orders o LIMIT 1);
#                      ^^^^ warning: column "totl" does not exist in table "orders"; did you mean "total"? [unknown-sql-name => total]
    END;
  SQL
}

#==== sql-syntax: a body in SQL
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
function "f" {
  schema = schema.public
  lang   = SQL
  return = int
  as     = <<-SQL
    SELECT total FROM orders
    WHERE ORDER BY 1;
#         ^^^^^ warning: syntax error at or near "ORDER" [sql-syntax]
  SQL
}

#==== not sql-syntax: a body in SQL with RETURN
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
function "f" {
  schema = schema.public
  lang   = SQL
  return = int
  as     = <<-SQL
    RETURN (SELECT count(*) FROM orders);
  SQL
}

#==== not sql-syntax: a body in another language
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
function "f" {
  schema = schema.public
  lang   = "plv8"
  return = int
  as     = <<-SQL
    return "it's (";
  SQL
}

#==== not sql-syntax: the row of a trigger
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
function "f" {
  schema = schema.public
  lang   = PLpgSQL
  return = trigger
  as     = <<-SQL
    BEGIN
      NEW.name := upper(NEW.name);
      RETURN NEW;
    END;
  SQL
}

#==== not sql-syntax: dollar quotes
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
}
table "orders" {
  schema = schema.public
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
    expr = "user_id::text <> $$it's ($$"
  }
}
