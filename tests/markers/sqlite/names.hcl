# Unknown and missing names, labels, repeated blocks.

#==== unknown-attribute: a misspelt name is suggested and not missing as well
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  index "by_id" {
    coulmns = [
#   ^^^^^^^^^^^ +2:6 error: unknown attribute coulmns in block of type index (Did you mean columns?) [unknown-attribute => columns]
      column.id
    ]
  }
}

#==== unknown-attribute: nothing near
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type   = int
    colour = "red"
#   ^^^^^^^^^^^^^^ error: unknown attribute colour in block of type column [unknown-attribute]
  }
}

#==== unknown-attribute: at top level
owner = "me"
#^^^^^^^^^^^ error: unknown top level attribute owner [unknown-attribute]

#==== attribute-redefined: at top level, far apart
owner = "me"
#^^^^^^^^^^^ error: unknown top level attribute owner [unknown-attribute]
schema "main" {}
owner = "you"
#^^^^ error: Attribute redefined; The argument "owner" was already set. Each argument may be set only once. [attribute-redefined]

#==== unknown-attribute: strict text of variables
variable "tenant" {
  type    = string
  defualt = "x"
# ^^^^^^^ error: Unsupported argument; An argument named "defualt" is not expected here. [unknown-attribute => default]
}

#==== unknown-attribute: nothing of it is checked, its value neither
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
    uniq = column.nope
#   ^^^^^^^^^^^^^^^^^^ error: unknown attribute uniq in block of type column [unknown-attribute]
  }
}

#==== unknown-attribute: a constraint that other tools have on columns
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type        = int
    primary_key = true
#   ^^^^^^^^^^^^^^^^^^ error: unknown attribute primary_key in block of type column [unknown-attribute]
  }
}

#==== not unknown-attribute: all attributes of a column
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type           = integer
    null           = false
    auto_increment = true
    comment        = "key"
  }
  column "full" {
    type    = text
    as      = "'x' || id"
    comment = "generated"
  }
  primary_key {
    columns = [column.id]
  }
}

#==== not unknown-attribute: locals take any name
locals {
  anything = 1
  coulmns  = 2
}

#==== unknown-block: a misspelt block
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primray_key {
# ^^^^^^^^^^^ error: unknown block type primray_key in block of type table (Did you mean primary_key?) [unknown-block => primary_key]
    columns = [column.id]
  }
}

#==== unknown-block: its body is not checked
schema "main" {}
table "users" {
  schema = schema.main
  whatever "x" {
# ^^^^^^^^ error: unknown block type whatever in block of type table [unknown-block]
    type = nonsense
    more = column.nope
  }
}

#==== unknown-block: at top level
tabel "users" {
#^^^^ error: unknown top level block type tabel (Did you mean table?) [unknown-block => table]
  schema = schema.main
}

#==== unknown-block: dynamic blocks do not exist
schema "main" {}
table "users" {
  schema = schema.main
  dynamic "column" {
# ^^^^^^^ error: unknown block type dynamic in block of type table [unknown-block]
    for_each = ["a"]
  }
}

#==== unknown-block: strict text of variables
variable "tenant" {
  type = string
  valid {
# ^^^^^ error: Unsupported block type; Blocks of type "valid" are not expected here. [unknown-block]
  }
}

#==== unknown-block: a unique block belongs to other databases
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  unique "u" {
# ^^^^^^ error: unknown block type unique in block of type table [unknown-block]
    columns = [column.id]
  }
}

#==== not unknown-block: all blocks of a table
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id]
  }
  index "i" {
    columns = [column.id]
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [column.id]
  }
  check "c" {
    expr = "id > 0"
  }
}

#==== missing-attribute: the schema of a table
table "users" {
#^^^^ error: missing required attribute schema in block table [missing-attribute]
  column "id" {
    type = int
  }
}

#==== missing-attribute: null counts as absent
schema "main" {}
table "users" {
#^^^^ error: missing required attribute schema in block table [missing-attribute]
  schema = null
}

#==== missing-attribute: the type of a column
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
# ^^^^^^ error: missing required attribute type in block column [missing-attribute]
    null = true
  }
}

#==== missing-attribute: the columns of a primary key
schema "main" {}
table "users" {
  schema = schema.main
  primary_key {
# ^^^^^^^^^^^ error: missing required attribute columns in block primary_key [missing-attribute]
  }
}

#==== missing-attribute: both lists of a foreign key
schema "main" {}
table "users" {
  schema = schema.main
  foreign_key "f" {
# ^^^^^^^^^^^ error: missing required attribute columns in block foreign_key [missing-attribute]
# ^^^^^^^^^^^ error: missing required attribute ref_columns in block foreign_key [missing-attribute]
  }
}

#==== missing-attribute: the condition of a check
schema "main" {}
table "users" {
  schema = schema.main
  check "c" {
# ^^^^^ error: missing required attribute expr in block check [missing-attribute]
  }
}

#==== missing-attribute: strict text of variables
variable "tenant" {
#                 | error: Missing required argument; The argument "type" is required, but no definition was found. [missing-attribute]
}

#==== not missing-attribute: the misspelt name stands for it
schema "main" {}
table "users" {
  schem = schema.main
# ^^^^^^^^^^^^^^^^^^^ error: unknown attribute schem in block of type table (Did you mean schema?) [unknown-attribute => schema]
  column "id" {
    tpye = int
#   ^^^^^^^^^^ error: unknown attribute tpye in block of type column (Did you mean type?) [unknown-attribute => type]
  }
}

#==== not missing-attribute: columns of an index with parts
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  index "i" {
    on {
      column = column.id
    }
  }
}

#==== label-count: a foreign key without a label
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key {
# ^^^^^^^^^^^ error: foreign_key block must have exactly 1 label [label-count]
    columns     = [column.id]
    ref_columns = []
  }
}

#==== label-count: two labels where one is taken
schema "main" "extra" {}
#^^^^^ error: schema block must have exactly 1 label [label-count]

#==== label-count: too many labels
schema "main" {}
table "a" "b" "c" {
#             ^^^ error: too many labels for block: [a b c] [label-count]
  schema = schema.main
}

#==== label-count: a table without a name
schema "main" {}
table {
#^^^^ error: table block must have at least 1 label [label-count]
  schema = schema.main
}

#==== label-count: a label where none is taken
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  index "i" {
    on "x" {
#   ^^ error: on block must have exactly 0 labels [label-count]
      column = column.id
    }
  }
}

#==== label-count: two labels on a primary key
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key "a" "b" {
# ^^^^^^^^^^^ error: primary_key block must have at most 1 label [label-count]
    columns = [column.id]
  }
}

#==== label-count: a variable without a name
variable {
#        ^ error: Missing  for variable; All variable blocks must have 1 labels (). [label-count]
  type = string
}

#==== label-count: a variable with two names
variable "a" "b" {
#            ^^^ error: Extraneous label for variable; Only 1 labels () are expected for variable blocks. [label-count]
  type = string
}

#==== label-count: data with one label
data "sql" {
#^^^^^^^^^ error: data block "data" must have exactly 2 labels [label-count]
}

#==== not label-count: optional labels
schema main {}
table "main" "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key "pk" {
    columns = [column.id]
  }
  check {
    expr = "id > 0"
  }
}

#==== duplicate-name: two columns
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "id" {
#        ^^^^ error: duplicate column "id" in block of type table [duplicate-name]
    type = text
  }
}

#==== duplicate-name: two tables of one file
schema "main" {}
table "users" {
  schema = schema.main
}
table "users" {
#     ^^^^^^^ error: duplicate table "users" [duplicate-name]
  schema = schema.main
}

#==== duplicate-name: two tables in two files
#---- a.lt.hcl
schema "main" {}
table "users" {
  schema = schema.main
}
#---- b.lt.hcl
table "users" {
#     ^^^^^^^ warning: duplicate table "users" [duplicate-name]
  schema = schema.main
}

#==== duplicate-name: two variables
variable "a" {
  type = string
}
variable "a" {
#        ^^^ error: duplicate variable "a" [duplicate-name]
  type = number
}

#==== duplicate-name: two locals blocks with one name
locals {
  a = 1
}
locals {
  a = 2
# ^ error: duplicate local "a" [duplicate-name]
}

#==== not duplicate-name: a column and an index, and two tables
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  index "id" {
    columns = [column.id]
  }
}
table "people" {
  schema = schema.main
  column "id" {
    type = int
  }
}

#==== not duplicate-name: one name in two schemas
schema "a" {}
schema "b" {}
table "a" "users" {
  schema = schema.a
}
table "b" "users" {
  schema = schema.b
}

#==== duplicate-block: two primary keys
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id]
  }
  primary_key {
# ^^^^^^^^^^^ error: block primary_key can be defined only once in block table [duplicate-block]
    columns = [column.id]
  }
}

#==== duplicate-block: two blocks for a generated column
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
    as {
      expr = "1"
    }
    as {
#   ^^ error: block as can be defined only once in block column [duplicate-block]
      expr = "2"
    }
  }
}

#==== not duplicate-block: parts of an index and checks without labels
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  index "i" {
    on {
      column = column.a
    }
    on {
      expr = "a + 1"
    }
  }
  check {
    expr = "a > 0"
  }
  check {
    expr = "a < 9"
  }
}

#==== exclusive: a generated column twice
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = int
    as   = "1"
    as {
#   ^^ error: multiple as definitions for column "a" [exclusive]
      expr = "2"
    }
  }
}

#==== exclusive: columns and parts of an index
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  index "i" {
    columns = [column.a]
    on {
#   ^^ error: multiple definitions for index "i", use "columns" or "on" [exclusive]
      column = column.a
    }
  }
}

#==== exclusive: both kinds of part at once
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  index "i" {
    on {
      expr = "a"
    }
    on {
      column = column.a
      expr   = "a"
#     ^^^^^^^^^^^^ error: cannot use both "column" and "expr" in index "i" at position 1 [exclusive]
    }
  }
}

#==== not exclusive: a part that is null
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  index "i" {
    columns = null
    on {
      column = column.a
      expr   = null
    }
  }
}

#==== one-of-required: a trigger without a time
schema "main" {}
table "users" {
  schema = schema.main
}
trigger "t" {
#^^^^^^ error: one of before, after, instead_of is required in block trigger [one-of-required]
  on = table.users
  as = "BEGIN SELECT 1; END"
}

#==== not one-of-required: a misspelt block stands for it
schema "main" {}
table "users" {
  schema = schema.main
}
trigger "t" {
  on = table.users
  befor {
# ^^^^^ error: unknown block type befor in block of type trigger (Did you mean before?) [unknown-block => before]
    insert = true
  }
  as = "BEGIN SELECT 1; END"
}

#==== not one-of-required: one of them is there
schema "main" {}
table "users" {
  schema = schema.main
}
trigger "t" {
  on = table.users
  before {
    insert = true
  }
  as = "BEGIN SELECT 1; END"
}

#==== key-shape: an index without columns
schema "main" {}
table "users" {
  schema = schema.main
  index "i" {
# ^^^^^ error: missing definition for index "i" [key-shape]
    unique = true
  }
}

#==== key-shape: an empty list
schema "main" {}
table "users" {
  schema = schema.main
  index "i" {
    columns = []
#             ^^ error: missing definition for index "i" [key-shape]
  }
}

#==== key-shape: an empty part
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  index "i" {
    on {
      column = column.a
    }
    on {
#   ^^ error: "column" or "expr" are required for index "i" at position 1 [key-shape]
      desc = true
    }
  }
}

#==== key-shape: a foreign key of no columns
schema "main" {}
table "users" {
  schema = schema.main
  foreign_key "f" {
    columns     = []
#                 ^^ error: missing ["child columns"] for foreign key: "f" [key-shape]
    ref_columns = []
  }
}

#==== not key-shape: a block with another mistake has no follow-on error
schema "main" {}
table "users" {
  schema = schema.main
  index "i" {
    colunms = []
#   ^^^^^^^^^^^^ error: unknown attribute colunms in block of type index (Did you mean columns?) [unknown-attribute => columns]
  }
}
