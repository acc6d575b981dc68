# What every database language asks of schemas, tables, columns and keys.

#==== missing-attribute: a table without a schema
table "t" {
#^^^^ error: missing required attribute schema in block table [missing-attribute]
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
}

#==== missing-attribute: a column without a type
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
# ^^^^^^ error: missing required attribute type in block column [missing-attribute]
    null = true
  }
}

#==== label-count: a column without a name
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column {
# ^^^^^^ error: column block must have exactly 1 label [label-count]
    type = bigint
  }
}

#==== label-count: a table with three labels
schema "s" {}
table "a" "b" "c" {
#             ^^^ error: too many labels for block: [a b c] [label-count]
  schema = schema.s
}

#==== not label-count: a table with its schema as a label
schema "s" {}
table "s" "t" {
  schema = schema.s
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
}

#==== unknown-block: a misspelt table
schema "s" {}
tabel "t" {
#^^^^ error: unknown top level block type tabel (Did you mean table?) [unknown-block => table]
  schema = schema.s
}

#==== not unknown-type: any type as SQL
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type = sql("whatever(1)")
  }
}

#==== value-kind: a type in quotes
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type = "bigint"
#          ^^^^^^^^ error: set field "type": unexpected type string [value-kind]
  }
}

#==== value-kind: a text for null
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type = bigint
    null = "yes"
#          ^^^^^ error: value of attr "null" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not value-kind: null and defaults of all kinds
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type    = varchar(20)
    null    = true
    default = "text"
  }
  column "y" {
    type    = bigint
    default = 5
  }
  column "z" {
    type    = bigint
    default = sql("1 + 1")
  }
}

#==== default-value: a list
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type    = bigint
    default = [1]
#             ^^^ error: unsupported type for default value: list [default-value]
  }
}

#==== unknown-reference: a misspelt schema
schema "main" {}
table "t" {
  schema = schema.mian
#                ^^^^^ error: Unsupported attribute; This object does not have an attribute named "mian". [unknown-reference => main]
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
}

#==== schema-name: a table for a schema
table "p" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
schema "s" {}
table "t" {
  schema = table.p
#          ^^^^^^^ error: cannot extract schema name for table "t": schemahcl: missing "schema" in reference [schema-name]
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
}

#==== unknown-reference: a key over a column that is not there
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  primary_key {
    columns = [column.idx]
#                    ^^^^ error: Unsupported attribute; This object does not have an attribute named "idx". [unknown-reference => id]
  }
}

#==== not unknown-reference: a key by the full path
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  primary_key {
    columns = [table.t.column.id]
  }
}

#==== duplicate-name: two columns of one name
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "id" {
#        ^^^^ error: duplicate column "id" in block of type table [duplicate-name]
    type = varchar(20)
  }
}

#==== duplicate-name: two tables of one name
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
table "t" {
#     ^^^ error: duplicate table "t" [duplicate-name]
  schema = schema.s
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
}

#==== duplicate-block: two primary keys
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  primary_key {
    columns = [column.id]
  }
  primary_key {
# ^^^^^^^^^^^ error: block primary_key can be defined only once in block table [duplicate-block]
    columns = [column.id]
  }
}

#==== unknown-variable: a local of a file without locals
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type    = varchar(20)
    default = local.x
#             ^^^^^ error: Unknown local; There is no variable named "local". [unknown-variable]
  }
}

#==== iteration: a text to repeat by
schema "s" {}
table "t" {
  for_each = "a"
#            ^^^ error: schemahcl: for_each does not support string type [iteration]
  schema   = schema.s
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
}

#==== not iteration: a table for each of a set
schema "s" {}
table "s" "t" {
  for_each = toset(["a", "b"])
  schema   = schema.s
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
}

#==== missing-attribute: a foreign key without its target
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  foreign_key "f" {
# ^^^^^^^^^^^ error: missing required attribute ref_columns in block foreign_key [missing-attribute]
    columns = [column.id]
  }
}

#==== foreign-key: more columns than it refers to
table "p" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
  foreign_key "f" {
    columns     = [column.id, column.a]
    ref_columns = [table.p.column.id]
#                 ^^^^^^^^^^^^^^^^^^^ error: sqlspec: number of referencing and referenced columns do not match for foreign-key "f" [foreign-key]
  }
}

#==== unknown-reference: a foreign key to a column that is not there
table "p" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.ids]
#                                ^^^^ error: Unsupported attribute; This object does not have an attribute named "ids". [unknown-reference => id]
  }
}

#==== foreign-key-type: a number that refers to a text
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = bigint
  }
  column "b" {
    type = varchar(20)
    null = true
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [column.b]
#                  ^^^^^^^^ warning: column "id" is of type bigint, but the referenced column "b" is of type varchar(20) [foreign-key-type]
  }
}

#==== not foreign-key: one that fits
table "p" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.id]
  }
}

#==== unknown-type: a type of no database
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type = whatever
#          ^^^^^^^^ error: Unknown column.type; There is no type named "whatever". [unknown-type]
  }
}
