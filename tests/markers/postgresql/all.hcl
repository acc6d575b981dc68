# PostgreSQL: enums and other types, partitions, policies, permissions, sequences.

#==== missing-attribute: the type of a partition
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  partition {
# ^^^^^^^^^ error: missing required attribute type in block partition [missing-attribute]
    columns = [column.id]
  }
}

#==== one-of-required: a trigger without a body
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
trigger "t" {
#^^^^^^ error: one of as, execute is required in block trigger [one-of-required]
  on = table.users
  before {
    insert = true
  }
}

#==== not one-of-required: a trigger with a body
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
trigger "t" {
  on = table.users
  before {
    insert = true
  }
  as = "BEGIN END"
}

#==== partition: without a key
schema "public" {}
table "logs" {
  schema = schema.public
  column "id" {
    type = int
  }
  partition {
# ^^^^^^^^^ error: cannot convert table "logs": missing columns or expressions for logs.partition [partition]
    type = RANGE
  }
}

#==== partition: with two keys
schema "public" {}
table "logs" {
  schema = schema.public
  column "id" {
    type = int
  }
  partition {
    type    = RANGE
    columns = [column.id]
    by {
#   ^^ error: cannot convert table "logs": multiple definitions for logs.partition, use "columns" or "by" [partition]
      column = column.id
    }
  }
}

#==== not partition: by an expression
schema "public" {}
table "logs" {
  schema = schema.public
  column "id" {
    type = int
  }
  partition {
    type = RANGE
    by {
      expr = "id % 10"
    }
  }
}

#==== exclusive: identity and generated
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
    as   = "1"
    identity {
#   ^^^^^^^^ error: both identity and generation expression specified for column "id" [exclusive]
      generated = ALWAYS
    }
  }
}

#==== exclusive: nulls first and last
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    on {
      column      = column.id
      nulls_first = true
      nulls_last  = true
#     ^^^^^^^^^^^^^^^^^^ error: attributes nulls_first and nulls_last are mutually exclusive in block on [exclusive]
    }
  }
}

#==== not exclusive: nulls first
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    on {
      column      = column.id
      nulls_first = true
    }
  }
}

#==== missing-block: a composite type without fields
schema "public" {}
composite "address" {
#^^^^^^^^ error: missing required block field in block composite [missing-block]
  schema = schema.public
}

#==== missing-block: an exclusion without parts
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  exclude "e" {
# ^^^^^^^ error: missing required block on in block exclude [missing-block]
    type = GIST
  }
}

#==== not missing-block: a misspelt block stands for it
schema "public" {}
composite "address" {
  schema = schema.public
  feild "street" {
# ^^^^^ error: unknown block type feild in block of type composite (Did you mean field?) [unknown-block => field]
    type = text
  }
}

#==== not missing-block: a composite type with a field
schema "public" {}
composite "address" {
  schema = schema.public
  field "street" {
    type = text
  }
}

#==== unknown-word: how an identity is generated
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
    identity {
      generated = UNK
#                 ^^^ error: Unknown identity.generated; There is no generated named "UNK". [unknown-word]
    }
  }
}

#==== unknown-word: an index method
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    type    = BTRE
#             ^^^^ error: Unknown index.type; There is no type named "BTRE". Did you mean "BTREE"? [unknown-word => BTREE]
    columns = [column.id]
  }
}

#==== not unknown-word: index methods in quotes
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    type    = "hnsw"
    columns = [column.id]
  }
  index "j" {
    type    = "btree"
    columns = [column.id]
  }
}

#==== unknown-word: a privilege
schema "public" {}
role "app" {
}
permission {
  for        = schema.public
  to         = role.app
  privileges = [USAG]
#               ^^^^ error: Unknown permission.privileges; There is no privileges named "USAG". Did you mean "USAGE"? [unknown-word => USAGE]
}

#==== not unknown-word: privileges
schema "public" {}
role "app" {
}
permission {
  for        = schema.public
  to         = role.app
  privileges = [USAGE, CREATE]
}

#==== unknown-type: a type of another database
schema "public" {}
table "users" {
  schema = schema.public
  column "at" {
    type = datetime
#          ^^^^^^^^ error: Unknown column.type; There is no type named "datetime". [unknown-type]
  }
}

#==== unknown-type: a type with too few underscores
schema "public" {}
table "users" {
  schema = schema.public
  column "a" {
    type = double
#          ^^^^^^ error: Unknown column.type; There is no type named "double". [unknown-type]
  }
}

#==== type-parameter: a type that takes none
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = serial(10)
#          ^^^^^^ error: Call to unknown function; Type "serial" does not accept attributes [type-parameter]
  }
}

#==== server-limit: out of range
schema "public" {}
table "users" {
  schema = schema.public
  column "at" {
    type = timestamptz(9)
#                      ^ warning: precision of type timestamptz must be between 0 and 6 [server-limit]
  }
}

#==== server-limit: varchar of nothing
schema "public" {}
table "users" {
  schema = schema.public
  column "a" {
    type = varchar(0)
#                  ^ warning: size of type varchar must be between 1 and 10485760 [server-limit]
  }
}

#==== not type-parameter: all at their limits
schema "public" {}
table "users" {
  schema = schema.public
  column "a" {
    type = varchar(255)
  }
  column "b" {
    type = numeric(10, 2)
  }
  column "c" {
    type = timestamptz(6)
  }
  column "d" {
    type = bit(8)
  }
}

#==== not unknown-type: enums, domains and composites
schema "public" {}
enum "status" {
  schema = schema.public
  values = ["on", "off"]
}
domain "email" {
  schema = schema.public
  type   = text
}
composite "address" {
  schema = schema.public
  field "street" {
    type = text
  }
}
table "users" {
  schema = schema.public
  column "a" {
    type = enum.status
  }
  column "b" {
    type = domain.email
  }
  column "c" {
    type = composite.address
  }
  column "d" {
    type = sql("citext")
  }
}

#==== unknown-reference: an enum that does not exist
schema "public" {}
enum "status" {
  schema = schema.public
  values = ["on", "off"]
}
table "users" {
  schema = schema.public
  column "a" {
    type = enum.state
#              ^^^^^^ error: Unsupported attribute; This object does not have an attribute named "state". [unknown-reference => status]
  }
}

#==== unknown-variable: no enum at all
schema "public" {}
table "users" {
  schema = schema.public
  column "a" {
    type = enum.state
#          ^^^^ error: Unknown variable; There is no variable named "enum". [unknown-variable]
  }
}

#==== wrong-reference: a schema as a type
schema "public" {}
table "people" {
  schema = schema.public
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.public
  column "a" {
    type = schema.public
#          ^^^^^^^^^^^^^ error: set field "type": unexpected type ref [wrong-reference]
  }
}

#==== not wrong-reference: depends_on takes every block
schema "public" {}
table "people" {
  schema = schema.public
  column "id" {
    type = int
  }
}
extension "citext" {
}
view "v" {
  schema     = schema.public
  as         = "SELECT 1"
  depends_on = [table.people, extension.citext]
}

#==== wrong-reference: a schema where a table is due
schema "public" {}
policy "p" {
  on = schema.public
#      ^^^^^^^^^^^^^ error: schemahcl: missing "table" in reference [wrong-reference]
}

#==== value-kind: a number in quotes
schema "public" {}
sequence "s" {
  schema = schema.public
  start  = "5"
#          ^^^ error: value of attr "start" cannot be read as integer: number value is required [value-kind]
}

#==== value-kind: a fraction
schema "public" {}
sequence "s" {
  schema = schema.public
  start  = 1.5
#          ^^^ error: value of attr "start" cannot be read as integer: value must be a whole number [value-kind]
}

#==== value-kind: texts of an enum
schema "public" {}
enum "status" {
  schema = schema.public
  values = [1, 2]
#           ^ error: cannot read attribute "values" of type "tuple" as string list: string value is required [value-kind]
#              ^ error: cannot read attribute "values" of type "tuple" as string list: string value is required [value-kind]
}

#==== value-kind: one text for the texts of an enum
schema "public" {}
enum "status" {
  schema = schema.public
  values = "on"
#          ^^^^ error: schemahcl: field is of type slice but attr "values" is type: string [value-kind => ["on"]]
}

#==== not value-kind: a sequence
schema "public" {}
sequence "s" {
  schema    = schema.public
  type      = bigint
  start     = 5
  increment = 2
  cycle     = true
}

#==== mixed-list: texts and numbers
schema "public" {}
enum "status" {
  schema = schema.public
  values = ["on", 2]
# ^^^^^^^^^^^^^^^^^^ error: mixed list types used in "values" attribute [mixed-list]
}

#==== not mixed-list: words, texts and references
schema "public" {}
role "app" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
policy "p" {
  on = table.users
  to = [PUBLIC, "other", role.app]
}

#==== generated-column: a serial column that is null
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = serial
    null = true
#          ^^^^ error: NOT NULL constraint is required for serial column "id" [generated-column]
  }
}

#==== not generated-column: a serial column
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = serial
  }
}

#==== server-limit: a hash index that is unique
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    type    = HASH
    unique  = true
#             ^^^^ warning: a HASH index cannot be unique [server-limit]
    columns = [column.id]
  }
}

#==== not server-limit: a unique index
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    unique  = true
    columns = [column.id]
  }
}

#==== key-shape: nothing included
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    columns = [column.id]
    include = []
#             ^^ error: unexpected empty INCLUDE in index "i" definition [key-shape]
  }
}

#==== duplicate-name: two enums
schema "public" {}
enum "status" {
  schema = schema.public
  values = ["on"]
}
enum "status" {
#    ^^^^^^^^ error: duplicate enum "status" [duplicate-name]
  schema = schema.public
  values = ["off"]
}

#==== not duplicate-name: functions with other arguments
schema "public" {}
function "f" {
  schema = schema.public
  lang   = SQL
  return = int
  as     = "SELECT 1"
}
function "f" {
  schema = schema.public
  lang   = SQL
  return = int
  arg "a" {
    type = int
  }
  as = "SELECT 1"
}

#==== missing-attribute: the language of a function
schema "public" {}
function "f" {
#^^^^^^^ error: missing required attribute lang in block function [missing-attribute]
  schema = schema.public
  return = int
  as     = "SELECT 1"
}

#==== foreign-column: an included column of another table
schema "public" {}
table "people" {
  schema = schema.public
  column "age" {
    type = int
  }
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    columns = [column.id]
    include = [table.people.column.age]
#              ^^^^^^^^^^^^^^^^^^^^^^^ error: column "age" was not found in table users [foreign-column]
  }
}

#==== foreign-key-type: a uuid that refers to a number
schema "public" {}
table "people" {
  schema = schema.public
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.public
  column "person" {
    type = uuid
  }
  foreign_key "f" {
    columns     = [column.person]
    ref_columns = [table.people.column.id]
#                  ^^^^^^^^^^^^^^^^^^^^^^ warning: column "person" is of type uuid, but the referenced column "id" is of type int [foreign-key-type]
  }
}

#==== not foreign-key-type: a number that refers to a serial
schema "public" {}
table "people" {
  schema = schema.public
  column "id" {
    type = bigserial
  }
}
table "users" {
  schema = schema.public
  column "person" {
    type = bigint
  }
  foreign_key "f" {
    columns     = [column.person]
    ref_columns = [table.people.column.id]
  }
}

#==== foreign-key: two columns and one
schema "public" {}
table "users" {
  schema = schema.public
  column "a" {
    type = int
  }
  column "b" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.a, column.b]
    ref_columns = [column.a]
#                 ^^^^^^^^^^ error: sqlspec: number of referencing and referenced columns do not match for foreign-key "f" [foreign-key]
  }
}

#==== unknown-block: a body that other databases have
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  unqiue "u" {
# ^^^^^^ error: unknown block type unqiue in block of type table (Did you mean unique?) [unknown-block => unique]
    columns = [column.id]
  }
}

#==== unknown-attribute: of a policy
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
policy "p" {
  on    = table.users
  usign = "true"
# ^^^^^^^^^^^^^^ error: unknown attribute usign in block of type policy (Did you mean using?) [unknown-attribute => using]
}

#==== label-count: an enum without a name
schema "public" {}
enum {
#^^^ error: enum block must have at least 1 label [label-count]
  schema = schema.public
  values = ["a"]
}

#==== schema-name: a view of a text
view "v" {
  schema = "public"
#          ^^^^^^^^ error: cannot extract schema name for view "v": schemahcl: missing type in reference "public" [schema-name]
  as     = "SELECT 1"
}

#==== not schema-name: for_each over schemas
schema "tenant" {
  for_each = toset(["a", "b"])
  name     = each.value
}
table "users" {
  for_each = toset(["a", "b"])
  schema   = schema.tenant
}

#==== unknown-variable: each outside of for_each
schema "public" {}
schema "tenant" {
  name = each.value
#        ^^^^ error: Unknown variable; There is no variable named "each". [unknown-variable]
}

#==== template-value: a reference in a text
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  check "c" {
    expr = "${column.id} > 0"
#             ^^^^^^^^^ error: Invalid template interpolation value; Cannot include the given value in a string template: string required. [template-value]
  }
}

#==== not template-value: the name of a reference
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  check "c" {
    expr = "${column.id.name} > 0"
  }
}

#==== data-source: a data block that does not exist
schema "public" {}
table "users" {
  schema = schema.public
  column "a" {
    type = int
    comment = data.sql.names
#             ^^^^ error: Unknown data source; data.sql.names does not exist [data-source]
  }
}

#==== not data-source: one that exists
data "sql" "names" {
}
schema "public" {}
table "users" {
  schema = schema.public
  column "a" {
    type = int
    comment = data.sql.names
  }
}

#==== unknown-function: misspelt
locals {
  a = fromat("x")
#     ^^^^^^ error: Call to unknown function; There is no function named "fromat". Did you mean "format"? [unknown-function => format]
}

#==== maybe-unknown: an index method in quotes
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    type    = "GINN"
#             ^^^^^^ hint: type "GINN" is not known (Did you mean GIN?) [maybe-unknown => "GIN"]
    columns = [column.id]
  }
}

#==== not maybe-unknown: a method in small letters
schema "public" {}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  index "i" {
    type    = "gin"
    columns = [column.id]
  }
}
