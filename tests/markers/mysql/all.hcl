# MySQL: types and their sizes, engines, index prefixes, what the server refuses.

#==== type-parameter: a size is needed
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varchar
#          ^^^^^^^ error: Unknown variable; Type "varchar" requires at least 1 argument [type-parameter]
  }
}

#==== type-parameter: no size is taken
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = date(5)
#          ^^^^ error: Call to unknown function; Type "date" does not accept attributes [type-parameter]
  }
}

#==== type-parameter: a size of text
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varchar("big")
#                  ^^^^^ error: Invalid function argument; Invalid value for "size" parameter: a number is required. [type-parameter]
  }
}

#==== server-limit: too large
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = decimal(70, 2)
#                  ^^ warning: precision of type decimal must be between 1 and 65 [server-limit]
  }
}

#==== type-parameter: more digits behind the point than digits
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = decimal(2, 5)
#          ^^^^^^^^^^^^^ error: decimal type must have precision >= scale: 2 < 5 [type-parameter]
  }
}

#==== type-parameter: an enum without values
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = enum()
#               ^ error: Not enough function arguments; Function "enum" expects at least 1 argument(s). Missing value for "values". [type-parameter]
  }
}

#==== type-parameter: an enum of numbers
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = enum(1, 2)
#               ^ error: Invalid function argument; Invalid value for "values" parameter: string required. [type-parameter]
#                  ^ error: Invalid function argument; Invalid value for "values" parameter: string required. [type-parameter]
  }
}

#==== not type-parameter: usual types
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varchar(255)
  }
  column "b" {
    type = decimal(10, 2)
  }
  column "c" {
    type = enum("x", "y")
  }
  column "d" {
    type = int
  }
  column "e" {
    type = datetime(6)
  }
  column "f" {
    type = tinyint(1)
  }
}

#==== unknown-type: a type of another database
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = uuid
#          ^^^^ error: Unknown column.type; There is no type named "uuid". [unknown-type]
  }
}

#==== unknown-type: serial
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = jsonb
#          ^^^^^ error: Unknown column.type; There is no type named "jsonb". Did you mean "json"? [unknown-type => json]
  }
}

#==== not unknown-type: json and spatial types
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = json
  }
  column "b" {
    type = point
  }
}

#==== unknown-word: an engine
schema "app" {}
table "users" {
  schema = schema.app
  engine = InoDB
#          ^^^^^ error: Unknown table.engine; There is no engine named "InoDB". Did you mean "InnoDB"? [unknown-word => InnoDB]
  column "id" {
    type = int
  }
}

#==== not unknown-word: engines
schema "app" {}
table "users" {
  schema = schema.app
  engine = InnoDB
  column "id" {
    type = int
  }
}
table "b" {
  schema = schema.app
  engine = "INNODB"
  column "id" {
    type = int
  }
}

#==== unknown-word: an index type
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  index "i" {
    type    = FULTEXT
#             ^^^^^^^ error: Unknown index.type; There is no type named "FULTEXT". Did you mean "FULLTEXT"? [unknown-word => FULLTEXT]
    columns = [column.id]
  }
}

#==== exclusive: two names for the collation
schema "app" {
  collate   = "utf8mb4_bin"
  collation = "utf8mb4_bin"
# ^^^^^^^^^ hint: attribute collation is deprecated [deprecated]
# ^^^^^^^^^^^^^^^^^^^^^^^^^ error: attributes collate and collation are mutually exclusive in block schema [exclusive]
}

#==== not exclusive: one of them
schema "app" {
  charset = "utf8mb4"
  collate = "utf8mb4_bin"
}

#==== exclusive: a prefix of an expression
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  index "i" {
    on {
      expr   = "id + 1"
      prefix = 5
#     ^^^^^^^^^^ error: attribute 'on.prefix' cannot be used in functional part [exclusive]
    }
  }
}

#==== value-kind: on_update in quotes
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = timestamp
    on_update = "CURRENT_TIMESTAMP"
#               ^^^^^^^^^^^^^^^^^^^ error: unexpected type string for attribute "on_update" [value-kind]
  }
}

#==== not value-kind: on_update as sql
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = timestamp
    on_update = sql("CURRENT_TIMESTAMP")
  }
}

#==== value-kind: a flag as a number
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = int
    unsigned = 1
#              ^ error: value of attr "unsigned" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== value-kind: a prefix in quotes
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varchar(9)
  }
  index "i" {
    on {
      column = column.a
      prefix = "5"
#              ^^^ error: value of attr "prefix" cannot be read as integer: number value is required [value-kind]
    }
  }
}

#==== server-limit: unsigned text
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varchar(9)
    unsigned = true
#              ^^^^ warning: column "a" of type varchar does not support unsigned: it has no effect [server-limit]
  }
}

#==== server-limit: a default for json
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = json
    default = "{}"
#             ^^^^ warning: column "a" cannot have a literal default: write sql("(...)") [server-limit]
  }
}

#==== server-limit: text in an index
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = text
  }
  index "i" {
    columns = [column.a]
#              ^^^^^^^^ warning: column "a" can be indexed only with a prefix length [server-limit]
  }
}

#==== server-limit: auto_increment without a key
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = int
    auto_increment = true
#                    ^^^^ warning: auto_increment column "a" must be the first part of a key [server-limit]
  }
}

#==== server-limit: set null on a column that is not
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [column.id]
    on_delete   = SET_NULL
#                 ^^^^^^^^ warning: foreign key constraint was "id" SET NULL, but column "id" is NOT NULL [server-limit]
  }
}

#==== not server-limit: what the server takes
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
    auto_increment = true
    unsigned       = true
  }
  column "a" {
    type = text
  }
  column "p" {
    type = int
    null = true
  }
  primary_key {
    columns = [column.id]
  }
  index "i" {
    on {
      column = column.a
      prefix = 20
    }
  }
  foreign_key "f" {
    columns     = [column.p]
    ref_columns = [column.id]
    on_delete   = SET_NULL
  }
}

#==== unknown-block: an enum block
schema "app" {}
enum "status" {
#^^^ error: unknown top level block type enum [unknown-block]
  schema = schema.app
  values = ["a"]
}

#==== unknown-attribute: where of an index
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  index "i" {
    columns = [column.id]
    where   = "id > 0"
#   ^^^^^^^^^^^^^^^^^^ error: unknown attribute where in block of type index [unknown-attribute]
  }
}

#==== unknown-attribute: unique of a column
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = int
    unique = true
#   ^^^^^^^^^^^^^ error: unknown attribute unique in block of type column [unknown-attribute]
  }
}

#==== label-count: a foreign key without a label
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  foreign_key {
# ^^^^^^^^^^^ error: foreign_key block must have exactly 1 label [label-count]
    columns     = [column.id]
    ref_columns = [column.id]
  }
}

#==== missing-attribute: the body of a trigger
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
}
trigger "t" {
#^^^^^^ error: missing required attribute as in block trigger [missing-attribute]
  on = table.users
  before {
    insert = true
  }
}

#==== exclusive: two times of a trigger
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
}
trigger "t" {
  on = table.users
  before {
    insert = true
  }
  after {
# ^^^^^ error: blocks before and after are mutually exclusive in block trigger [exclusive]
    insert = true
  }
  as = "BEGIN END"
}

#==== foreign-key-type: a date that refers to a number
schema "app" {}
table "people" {
  schema = schema.app
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.app
  column "a" {
    type = date
  }
  foreign_key "f" {
    columns     = [column.a]
    ref_columns = [table.people.column.id]
#                  ^^^^^^^^^^^^^^^^^^^^^^ warning: column "a" is of type date, but the referenced column "id" is of type int [foreign-key-type]
  }
}

#==== not foreign-key-type: two integers
schema "app" {}
table "people" {
  schema = schema.app
  column "id" {
    type = bigint
  }
}
table "users" {
  schema = schema.app
  column "a" {
    type = bigint
  }
  foreign_key "f" {
    columns     = [column.a]
    ref_columns = [table.people.column.id]
  }
}

#==== unknown-reference: a table of another file
#---- a.my.hcl
schema "app" {}
table "people" {
  schema = schema.app
  column "id" {
    type = int
  }
}
#---- b.my.hcl
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.persons.column.id]
#                       ^^^^^^^^ error: Unsupported attribute; This object does not have an attribute named "persons". [unknown-reference]
  }
}

#==== missing-attribute: the type of a variable
variable "v" {
#            | error: Missing required argument; The argument "type" is required, but no definition was found. [missing-attribute]
  default = 1
}

#==== value-range: a prefix of nothing
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varchar(9)
  }
  index "i" {
    on {
      column = column.a
      prefix = 0
#              ^ error: value of attr "prefix" must be at least 1 [value-range]
    }
  }
}

#==== not value-range: a prefix of one
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varchar(9)
  }
  index "i" {
    on {
      column = column.a
      prefix = 1
    }
  }
}

#==== deprecated: another name for the collation
schema "app" {
  collation = "utf8mb4_bin"
# ^^^^^^^^^ hint: attribute collation is deprecated [deprecated]
}

#==== not deprecated: the usual name
schema "app" {
  collate = "utf8mb4_bin"
}

#==== variable: a type that does not exist
variable "name" {
  type = "boring"
#        ^^^^^^^^ error: invalid type "boring" for variable "name". Valid types are: string, number, bool, list, map, or set [variable]
}

#==== not variable: objects
variable "a" {
  type = list(object({
    name = string
  }))
  default = [{ name = "x" }]
}

#==== operand: a flag in a sum
locals {
  a = 1 + true
#         ^^^^ error: Invalid operand; Unsuitable value for right operand: number required. [operand]
}

#==== invalid-index: a key that is not there
locals {
  a = { x = 1 }["y"]
#              ^^^^^ error: Invalid index; The given key does not identify an element in this collection value. [invalid-index]
}

#==== iteration: for over text
locals {
  a = [for x in "abc" : x]
#               ^^^^^ error: Iteration over non-iterable value; A value of type string cannot be used as the collection in a 'for' expression. [iteration]
}

#==== cycle: three locals
locals {
  a = local.b
# ^ error: cyclic reference to "local.a" [cycle]
  b = local.c
  c = "x ${local.a}"
}

#==== maybe-unknown: a charset
schema "app" {
  charset = "utf8mb5"
#           ^^^^^^^^^ hint: charset "utf8mb5" is not known (Did you mean utf8mb3?) [maybe-unknown => "utf8mb3"]
}

#==== maybe-unknown: an engine in quotes
schema "app" {}
table "users" {
  schema = schema.app
  engine = "InoDB"
#          ^^^^^^^ hint: engine "InoDB" is not known (Did you mean InnoDB?) [maybe-unknown => "InnoDB"]
  column "id" {
    type = int
  }
}

#==== not maybe-unknown: known ones, and one like no other
schema "app" {}
table "users" {
  schema  = schema.app
  charset = "utf8mb4"
  collate = "utf8mb4_bin"
  engine  = "RocksDB"
  column "id" {
    type = int
  }
}
