# What views read is found in their queries: joins, subqueries, other schemas, quotes, interpolation; a CTE hides a table.
schema "public" {
}
schema "Sales" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
table "posts" {
  schema = schema.public
  column "id" {
    type = int
  }
}
table "Orders" {
  schema = schema.Sales
  column "id" {
    type = int
  }
}
view "joined" {
  schema = schema.public
  column "id" {
    type = int
  }
  as = <<-SQL
  SELECT u.id FROM users AS u
  JOIN "Sales"."Orders" o ON o.id = u.id
  WHERE EXISTS (SELECT 1 FROM ${table.posts.name} p WHERE p.id = u.id)
  SQL
}
view "hidden" {
  schema = schema.public
  as     = "WITH users AS (SELECT 1 AS id) SELECT id FROM users, joined, elsewhere"
}
materialized "declared" {
  schema     = schema.public
  as         = "SELECT id FROM users"
  depends_on = [table.users, view.joined]
}
