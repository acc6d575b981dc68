# Syntax errors silence their own block only.

#==== syntax: a value without =
schema "main" {}
table "users" {
  schema schema.main
}

#==== syntax: other blocks are checked
schema "main" {}
table "users" {
  schema = 
}
table "people" {
  schema = schema.mian
}

#==== syntax: a block that does not close
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }

#==== syntax: two arguments on a line
schema "main" { name = "a", comment = "b" }

#==== syntax: a stray quote
schema "main" {
  comment = "text
}

#==== syntax: a list without commas
locals {
  a = [1 2]
}

#==== not syntax: comments of three kinds
# one
// two
/* three */
schema "main" {
  comment = <<-EOT
    text ${1}
  EOT
}

#==== attribute-redefined: one attribute twice
schema "main" {
  comment = "a"
  comment = "b"
}

#==== not attribute-redefined: in two blocks
schema "main" {
  comment = "a"
}
schema "other" {
  comment = "b"
}

#==== project-file: an env in a schema file
schema "main" {}
env "local" {
  src = "file://schema.hcl"
}

#==== not project-file: a column called env
schema "main" {}
table "users" {
  schema = schema.main
  column "env" {
    type = text
  }
}
