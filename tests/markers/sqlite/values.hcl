# Values of the wrong kind, types and their parameters, words, evaluation.

#==== value-kind: text for a flag
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
    null = "true"
  }
}

#==== value-kind: a number for a text
schema "main" {
  comment = 5
}

#==== value-kind: a template of one interpolation keeps its kind
schema "main" {
  comment = "${5}"
}

#==== value-kind: a type in quotes
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = "int"
  }
}

#==== value-kind: a type that only variables have
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = string
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
  }
}

#==== value-kind: sql() where text is due
schema "main" {}
table "users" {
  schema = schema.main
  check "c" {
    expr = sql("1 = 1")
  }
}

#==== value-kind: text where a reference is due
schema "main" {}
table "users" {
  schema = schema.main
  index "i" {
    on {
      column = "id"
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
  }
}

#==== unknown-function: a type of another database, called
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = VARCHAR(10)
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
  }
}

#==== type-parameter: too many
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = varchar(1, 2, 3, 4)
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
}

#==== function-argument: too many
locals {
  a = upper("a", "b")
}

#==== function-argument: of the wrong kind
locals {
  a = upper([])
}

#==== function-argument: empty sql
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type    = int
    default = sql("")
  }
}

#==== not function-argument: numbers become text
locals {
  a = upper(5)
}

#==== operand: arithmetic on text
locals {
  a = "x" + 1
}

#==== not operand: text that is a number
locals {
  a = "2" + 1
}

#==== template-value: a reference in a text
schema "main" {}
locals {
  a = "x ${[1]} y"
}

#==== not template-value: numbers and flags
locals {
  a = "x ${1} y ${true}"
}

#==== iteration: for over a number
locals {
  a = [for x in 5 : x]
}

#==== iteration: for_each over text
schema "main" {
  for_each = "abc"
}

#==== not iteration: for_each over a set
schema "main" {
  for_each = toset(["a", "b"])
  name     = each.value
}

#==== invalid-index: beyond the end
locals {
  a = [1, 2][5]
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
  }
}

#==== default-value: a reference
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type    = int
    default = schema.main
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
}

#==== variable: a default of another type
variable "count" {
  type    = number
  default = "many"
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
}

#==== unknown-variable: a root that does not exist
schema "main" {}
table "users" {
  schema = schem.main
}

#==== not unknown-variable: names that for binds
locals {
  a = { for k, v in { x = 1 } : k => v }
}
