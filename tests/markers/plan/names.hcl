# Names in the SQL of plans. What statements of the plan name may exist before or after them.

#==== unknown-sql-name: updates between the changes
#---- plan.hcl
# atlas-lsp: database=postgresql
plan "split" {
  from      = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to        = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text;
  UPDATE users SET email = mail || '@example.com';
  UPDATE users SET emial = nam;
#                  ^^^^^ warning: column "emial" does not exist in table "users"; did you mean "email"? [unknown-sql-name => email]
#                          ^^^ warning: column "nam" does not exist in table "users" [unknown-sql-name]
  UPDATE customers SET emial = nam;
#        ^^^^^^^^^ warning: table "customers" does not exist [unknown-sql-name]
  ALTER TABLE users DROP COLUMN mail;
  SQL
}
#---- schema.pg.hcl
schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "email" {
    type = text
  }
}

#==== not unknown-sql-name: a table that is made anew and renamed
#---- plan.hcl
# atlas-lsp: database=sqlite
plan "rebuild" {
  from      = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to        = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  PRAGMA foreign_keys = off;
  CREATE TABLE `new_users` (`id` int NOT NULL, `email` text NULL);
  INSERT INTO `new_users` (`id`) SELECT `id` FROM `users`;
  DROP TABLE `users`;
  ALTER TABLE `new_users` RENAME TO `users`;
  PRAGMA foreign_keys = on;
  SQL
}
#---- schema.lt.hcl
schema "main" {
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "email" {
    type = text
  }
}
