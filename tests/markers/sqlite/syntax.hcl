# Syntax errors silence their own block only.

#==== syntax: a value without =
schema "main" {}
table "users" {
  schema schema.main
#              ^ error: Invalid block definition; Either a quoted string block label or an opening brace ("{") is expected here. [syntax]
}

#==== syntax: other blocks are checked
schema "main" {}
table "users" {
  schema = 
# @12- +1:1 error: Invalid expression; Expected the start of an expression, but found an invalid expression token. [syntax]
}
table "people" {
  schema = schema.mian
#                ^^^^^ error: Unsupported attribute; This object does not have an attribute named "mian". [unknown-reference => main]
}

#==== syntax: a block that does not close
schema "main" {}
table "users" {
#             ^ error: Unclosed configuration block; There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file. [syntax]
  schema = schema.main
  column "id" {
    type = int
  }

#==== syntax: two arguments on a line
schema "main" { name = "a", comment = "b" }
#                         ^ error: Invalid single-argument block definition; Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line. [syntax]

#==== syntax: a stray quote
schema "main" {
  comment = "text
# @18- +1:1 error: Invalid multi-line string; Quoted strings may not be split over multiple lines. Use \n or a heredoc. [syntax]
}

#==== syntax: a list without commas
locals {
  a = [1 2]
#        ^ error: Missing item separator; Expected a comma to mark the beginning of the next item. [syntax => ,]
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
# ^^^^^^^ error: Attribute redefined; The argument "comment" was already set. Each argument may be set only once. [attribute-redefined]
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
#^^ error: cannot parse project file "sqlite.hcl" as a schema file [project-file]
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

#==== invalid-encoding: a byte of a legacy encoding
schema "main" {
  comment = "caf�"
#               ^ error: Invalid character encoding; All input files must be UTF-8 encoded. [invalid-encoding]
}

#==== not invalid-encoding: letters of all kinds
schema "main" {
  comment = "café, naïve, 日本"
}
