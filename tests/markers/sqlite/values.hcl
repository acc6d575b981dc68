# Values of the wrong kind, types and their parameters, words, evaluation.

#==== value-kind: text for a flag
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
    null = "true"
#          ^^^^^^ error: value of attr "null" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== value-kind: a number for a text
schema "main" {
  comment = 5
#           ^ error: value of attr "comment" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: a template of one interpolation keeps its kind
schema "main" {
  comment = "${5}"
#           ^^^^^^ error: value of attr "comment" cannot be read as string: string value is required [value-kind]
}

#==== value-kind: a type in quotes
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = "int"
#          ^^^^^ error: set field "type": unexpected type string [value-kind]
  }
}

#==== value-kind: a type that only variables have
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = string
#          ^^^^^^ error: set field "type": converting cty.Value to *schemahcl.Type: incorrect type type [value-kind]
  }
}

#==== value-kind: one reference where a list is due
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = column.id
#             ^^^^^^^^^ error: schemahcl: field is of type slice but attr "columns" is type: ref [value-kind => [column.id]]
  }
}

#==== value-kind: names in quotes
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = ["id"]
#              ^^^^ error: schemahcl: unsupported type string in slice [value-kind]
  }
}

#==== value-kind: sql() where text is due
schema "main" {}
table "users" {
  schema = schema.main
  check "c" {
    expr = sql("1 = 1")
#          ^^^^^^^^^^^^ error: value of attr "expr" cannot be read as string: string value is required [value-kind]
  }
}

#==== value-kind: text where a reference is due
schema "main" {}
table "users" {
  schema = schema.main
  index "i" {
    on {
      column = "id"
#              ^^^^ error: schema: cannot read attribute "column" as ref [value-kind]
    }
  }
}

#==== not value-kind: every kind of right value
schema "main" {
  comment = "a${1}b"
}
table "users" {
  schema = schema.main
  column "id" {
    type    = int
    null    = !false
    default = 5
  }
  column "b" {
    type    = sql("geopoly")
    default = sql("CURRENT_TIMESTAMP")
    comment = upper("x")
  }
  primary_key {
    columns = [for c in ["id", "b"] : column[c]]
  }
}

#==== not value-kind: what cannot be known
variable "flag" {
  type = bool
}
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
    null = var.flag
  }
}

#==== mixed-list: references and texts
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id, "name"]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: mixed list types used in "columns" attribute [mixed-list]
  }
}

#==== not mixed-list: references of two kinds
schema "main" {}
table "a" {
  schema = schema.main
}
view "v" {
  schema     = schema.main
  as         = "SELECT 1"
}
table "users" {
  schema     = schema.main
  depends_on = [table.a, view.v]
}

#==== unknown-word: a misspelt action
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [column.id]
    on_delete   = CASCAD
#                 ^^^^^^ error: Unknown foreign_key.on_delete; There is no on_delete named "CASCAD". Did you mean "CASCADE"? [unknown-word => CASCADE]
  }
}

#==== unknown-word: a misspelt action in quotes
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [column.id]
    on_delete   = "CASCAD"
#                 ^^^^^^^^ error: Unknown foreign_key.on_delete; There is no on_delete named "CASCAD". Did you mean "CASCADE"? [unknown-word => "CASCADE"]
  }
}

#==== unknown-word: how a generated column is stored
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
    as {
      expr = "1"
      type = STORE
#            ^^^^^ error: Unknown as.type; There is no type named "STORE". Did you mean "STORED"? [unknown-word => STORED]
    }
  }
}

#==== not unknown-word: all spellings of an action
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [column.id]
    on_delete   = SET_NULL
    on_update   = "SET NULL"
  }
}

#==== unknown-type: a misspelt word
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = intger
#          ^^^^^^ error: Unknown column.type; There is no type named "intger". Did you mean "integer"? [unknown-type => integer]
  }
}

#==== unknown-function: a type of another database, called
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = VARCHAR(10)
#          ^^^^^^^ error: Call to unknown function; There is no function named "VARCHAR". [unknown-function]
  }
}

#==== not unknown-function: functions and types
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type    = varchar(10)
    comment = format("%s-%d", lower("A"), 5)
  }
}

#==== not unknown-type: types of the dialect
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = integer
  }
  column "b" {
    type = decimal(10, 2)
  }
  column "c" {
    type = blob
  }
  column "d" {
    type = uuid
  }
}

#==== type-parameter: text for a size
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = varchar("wide")
#                  ^^^^^^ error: Invalid function argument; Invalid value for "size" parameter: a number is required. [type-parameter]
  }
}

#==== type-parameter: too many
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = varchar(1, 2, 3, 4)
#          ^^^^^^^^ error: Error in function call; Call to function "varchar" failed: too many arguments for type definition "varchar". [type-parameter]
  }
}

#==== not type-parameter: a number in quotes is read
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = varchar("20")
  }
}

#==== function-argument: too few
locals {
  a = upper()
#           ^ error: Not enough function arguments; Function "upper" expects 1 argument(s). Missing value for "str". [function-argument]
}

#==== function-argument: too many
locals {
  a = upper("a", "b")
#                 ^ error: Too many function arguments; Function "upper" expects only 1 argument(s). [function-argument]
}

#==== function-argument: of the wrong kind
locals {
  a = upper([])
#           ^ error: Invalid function argument; Invalid value for "str" parameter: string required. [function-argument]
}

#==== function-argument: empty sql
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type    = int
    default = sql("")
#             ^^^^ error: Error in function call; Call to function "sql" failed: empty expression. [function-argument]
  }
}

#==== not function-argument: numbers become text
locals {
  a = upper(5)
}

#==== operand: arithmetic on text
locals {
  a = "x" + 1
#     ^^^ error: Invalid operand; Unsuitable value for left operand: a number is required. [operand]
}

#==== not operand: text that is a number
locals {
  a = "2" + 1
}

#==== template-value: a reference in a text
schema "main" {}
locals {
  a = "x ${[1]} y"
#          ^^^ error: Invalid template interpolation value; Cannot include the given value in a string template: string required. [template-value]
}

#==== not template-value: numbers and flags
locals {
  a = "x ${1} y ${true}"
}

#==== iteration: for over a number
locals {
  a = [for x in 5 : x]
#               ^ error: Iteration over non-iterable value; A value of type number cannot be used as the collection in a 'for' expression. [iteration]
}

#==== iteration: for_each over text
schema "main" {
  for_each = "abc"
#            ^^^^^ error: schemahcl: for_each does not support string type [iteration]
}

#==== not iteration: for_each over a set
schema "main" {
  for_each = toset(["a", "b"])
  name     = each.value
}

#==== invalid-index: beyond the end
locals {
  a = [1, 2][5]
#           ^^^ error: Invalid index; The given key does not identify an element in this collection value. [invalid-index]
}

#==== not invalid-index: the last one
locals {
  a = [1, 2][1]
}

#==== default-value: a list
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type    = int
    default = [1]
#             ^^^ error: unsupported type for default value: list [default-value]
  }
}

#==== default-value: a reference
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type    = int
    default = schema.main
#             ^^^^^^^^^^^ error: unsupported type for default value: ref [default-value]
  }
}

#==== not default-value: literals and sql
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type    = int
    default = 1
  }
  column "b" {
    type    = text
    default = "x"
  }
  column "c" {
    type    = bool
    default = true
  }
  column "d" {
    type    = datetime
    default = sql("CURRENT_TIMESTAMP")
  }
}

#==== variable: a type in quotes
variable "name" {
  type = "int"
#        ^^^^^ error: invalid type "int" for variable "name". Valid types are: string, number, bool, list, map, or set [variable]
}

#==== variable: a default of another type
variable "count" {
  type    = number
  default = "many"
#           ^^^^^^ error: variable "count": a number is required [variable]
}

#==== not variable: defaults that convert
variable "count" {
  type    = number
  default = "5"
}
variable "names" {
  type    = list(string)
  default = ["a", "b"]
}
variable "single" {
  type    = list(string)
  default = "a"
}
variable "settings" {
  type    = map(number)
  default = { a = 1 }
}

#==== unknown-variable: a default may not name others
variable "b" {
  type    = string
  default = local.a
#           ^^^^^ error: Variables not allowed; Variables may not be used here. [unknown-variable]
}

#==== unknown-variable: a root that does not exist
schema "main" {}
table "users" {
  schema = schem.main
#          ^^^^^ error: Unknown variable; There is no variable named "schem". Did you mean "schema"? [unknown-variable => schema]
}

#==== not unknown-variable: names that for binds
locals {
  a = { for k, v in { x = 1 } : k => v }
}

#==== generated-column: with auto_increment
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type           = integer
    auto_increment = true
#                    ^^^^ error: both autoincrement and generation expression specified for column "id" [generated-column]
    as             = "1"
  }
}

#==== not generated-column: without auto_increment
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type           = integer
    auto_increment = false
    as             = "1"
  }
}

#==== server-limit: auto_increment of another type
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type           = int
    auto_increment = true
#                    ^^^^ warning: auto_increment of column "id" needs the type integer, not int [server-limit]
  }
  primary_key {
    columns = [column.id]
  }
}

#==== not server-limit: auto_increment of an integer
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type           = integer
    auto_increment = true
  }
  primary_key {
    columns = [column.id]
  }
}

#==== exclusive: two attributes of a trigger
schema "main" {}
table "users" {
  schema = schema.main
}
trigger "t" {
  on      = table.users
  for     = ROW
  foreach = ROW
# ^^^^^^^^^^^^^ error: attributes foreach and for are mutually exclusive in block trigger [exclusive]
  before {
    insert = true
  }
  as = "BEGIN SELECT 1; END"
}
