# Plan files.

#==== not missing-attribute: as documented
plan "add_email" {
  from      = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to        = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE `users` ADD COLUMN `email` text NOT NULL;
  SQL
}

#==== not unknown-attribute: directives in the migration
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  -- atlas:nolint destructive
  DROP TABLE users;
  SQL
}

#==== not template-value: a dollar sign and a brace
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = "SELECT '$${x}';"
}

#==== not value-kind: a quoted migration
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = "DROP TABLE users;"
}

#==== not syntax: comments
# Written by atlas.
// Reviewed.
/* Both. */
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== missing-attribute: without from
plan "a" {
#^^^ error: missing required attribute from in block plan [missing-attribute]
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== missing-attribute: without to
plan "a" {
#^^^ error: missing required attribute to in block plan [missing-attribute]
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== missing-attribute: without migration
plan "a" {
#^^^ error: missing required attribute migration in block plan [missing-attribute]
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
}

#==== missing-attribute: an empty plan
plan "a" {
#^^^ error: missing required attribute from in block plan [missing-attribute]
#^^^ error: missing required attribute migration in block plan [missing-attribute]
#^^^ error: missing required attribute to in block plan [missing-attribute]
}

#==== unknown-attribute: form
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  form = "x"
# ^^^^^^^^^^ error: unknown attribute form in block of type plan (Did you mean from?) [unknown-attribute => from]
}

#==== unknown-attribute: too
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  too = "x"
# ^^^^^^^^^ error: unknown attribute too in block of type plan (Did you mean to?) [unknown-attribute => to]
}

#==== unknown-attribute: migratoin
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  migratoin = "x"
# ^^^^^^^^^^^^^^^ error: unknown attribute migratoin in block of type plan (Did you mean migration?) [unknown-attribute => migration]
}

#==== unknown-attribute: comment
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  comment = "x"
# ^^^^^^^^^^^^^ error: unknown attribute comment in block of type plan [unknown-attribute]
}

#==== value-kind: from is a number
plan "a" {
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  from = 5
#        ^ error: value of attr "from" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: from is a list
plan "a" {
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  from = ["x"]
#        ^^^^^ error: value of attr "from" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: from is a bool
plan "a" {
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  from = true
#        ^^^^ error: value of attr "from" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: from is a object
plan "a" {
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  from = { a = "x" }
#        ^^^^^^^^^^^ error: value of attr "from" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: to is a number
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  to = 5
#      ^ error: value of attr "to" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: to is a list
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  to = ["x"]
#      ^^^^^ error: value of attr "to" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: to is a bool
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  to = true
#      ^^^^ error: value of attr "to" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: to is a object
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  to = { a = "x" }
#      ^^^^^^^^^^^ error: value of attr "to" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: migration is a number
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = 5
#             ^ error: value of attr "migration" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: migration is a list
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = ["x"]
#             ^^^^^ error: value of attr "migration" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: migration is a bool
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = true
#             ^^^^ error: value of attr "migration" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: migration is a object
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = { a = "x" }
#             ^^^^^^^^^^^ error: value of attr "migration" cannot be read as string: string value is required [value-kind]
}

#==== label-count: without a name
plan {
#^^^ error: plan block must have exactly 1 label [label-count]
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== label-count: with two names
plan "a" "b" {
#^^^ error: plan block must have exactly 1 label [label-count]
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== not label-count: a bare name
plan a {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== not label-count: a name with blanks and dots
plan "20240101 add.email" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== duplicate-block: two plans
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}
plan "b" {
#^^^ error: block plan can be defined only once in a file [duplicate-block]
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== unknown-block: a misspelt plan
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}
paln "b" {
#^^^ error: unknown top level block type paln (Did you mean plan?) [unknown-block => plan]
}

#==== unknown-block: a block in a plan
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  lint {
# ^^^^ error: unknown block type lint in block of type plan [unknown-block]
  }
}

#==== unknown-block: a table beside a plan
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}
table "t" {
#^^^^ error: unknown top level block type table [unknown-block]
}

#==== unknown-attribute: an attribute beside a plan
version = 1
#^^^^^^^^^^ error: unknown top level attribute version [unknown-attribute]
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== attribute-redefined: from twice
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
# ^^^^ error: Attribute redefined; The argument "from" was already set. Each argument may be set only once. [attribute-redefined]
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}

#==== unknown-variable: a value that nobody gives
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = stmts
#             ^^^^^ error: Unknown variable; There is no variable named "stmts". [unknown-variable]
}

#==== unknown-variable: a template in the migration
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  SELECT ${x};
#          ^ error: Unknown variable; There is no variable named "x". [unknown-variable]
  SQL
}

#==== syntax: an open heredoc
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  SELECT 1;
}

# @1-1 error: Unterminated template string; No closing marker was found for the string. [syntax]
#==== syntax: no equals sign
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration "x"
# @16- +1:1 error: Invalid block definition; A block definition must have block content delimited by "{" and "}", starting on the same line as the block header. [syntax]
}

#==== syntax: a plan that is not closed
plan "a" {
#        ^ error: Unclosed configuration block; There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file. [syntax]
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="

#==== unknown-function: a function that does not exist
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = sqll("x")
#             ^^^^ error: Call to unknown function; There is no function named "sqll". Did you mean "sql"? [unknown-function => sql]
}

#==== function-argument: a function without its argument
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = upper()
#                   ^ error: Not enough function arguments; Function "upper" expects 1 argument(s). Missing value for "str". [function-argument]
}

#==== not unknown-function: a function
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = format("DROP TABLE %s", "users")
}

#==== operand: a sum of texts
plan "a" {
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = "a" + "b"
#             ^^^ error: Invalid operand; Unsuitable value for left operand: a number is required. [operand]
#                   ^^^ error: Invalid operand; Unsuitable value for right operand: a number is required. [operand]
}

#==== not missing-attribute: attributes in another order
plan "a" {
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  from = "iHZMQ1EoarAXt/KU0KQbBljbbGs8gVqX2ZBXefePSGE="
}

#==== missing-attribute: from is null
plan "a" {
#^^^ error: missing required attribute from in block plan [missing-attribute]
  from = null
  to = "Cp8xCVYilZuwULkggsfJLqIQHaxYcg/IpU+kgjVUBA4="
  migration = <<-SQL
  ALTER TABLE users ADD COLUMN email text NOT NULL;
  SQL
}
