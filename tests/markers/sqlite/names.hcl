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
  }
}

#==== unknown-attribute: at top level
owner = "me"

#==== unknown-attribute: strict text of variables
variable "tenant" {
  type    = string
  defualt = "x"
}

#==== unknown-attribute: nothing of it is checked, its value neither
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
    uniq = column.nope
  }
}

#==== unknown-attribute: a constraint that other tools have on columns
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type        = int
    primary_key = true
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
    columns = [column.id]
  }
}

#==== unknown-block: its body is not checked
schema "main" {}
table "users" {
  schema = schema.main
  whatever "x" {
    type = nonsense
    more = column.nope
  }
}

#==== unknown-block: at top level
tabel "users" {
  schema = schema.main
}

#==== unknown-block: dynamic blocks do not exist
schema "main" {}
table "users" {
  schema = schema.main
  dynamic "column" {
    for_each = ["a"]
  }
}

#==== unknown-block: strict text of variables
variable "tenant" {
  type = string
  valid {
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
  column "id" {
    type = int
  }
}

#==== missing-attribute: null counts as absent
schema "main" {}
table "users" {
  schema = null
}

#==== missing-attribute: the type of a column
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    null = true
  }
}

#==== missing-attribute: the columns of a primary key
schema "main" {}
table "users" {
  schema = schema.main
  primary_key {
  }
}

#==== missing-attribute: both lists of a foreign key
schema "main" {}
table "users" {
  schema = schema.main
  foreign_key "f" {
  }
}

#==== missing-attribute: the condition of a check
schema "main" {}
table "users" {
  schema = schema.main
  check "c" {
  }
}

#==== missing-attribute: strict text of variables
variable "tenant" {
}

#==== not missing-attribute: the misspelt name stands for it
schema "main" {}
table "users" {
  schem = schema.main
  column "id" {
    tpye = int
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
    columns     = [column.id]
    ref_columns = []
  }
}

#==== label-count: two labels where one is taken
schema "main" "extra" {}

#==== label-count: too many labels
schema "main" {}
table "a" "b" "c" {
  schema = schema.main
}

#==== label-count: a table without a name
schema "main" {}
table {
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
    columns = [column.id]
  }
}

#==== label-count: a variable without a name
variable {
  type = string
}

#==== label-count: a variable with two names
variable "a" "b" {
  type = string
}

#==== label-count: data with one label
data "sql" {
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
    type = text
  }
}

#==== duplicate-name: two tables of one file
schema "main" {}
table "users" {
  schema = schema.main
}
table "users" {
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
  schema = schema.main
}

#==== duplicate-name: two variables
variable "a" {
  type = string
}
variable "a" {
  type = number
}

#==== duplicate-name: two locals blocks with one name
locals {
  a = 1
}
locals {
  a = 2
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
    unique = true
  }
}

#==== key-shape: an empty list
schema "main" {}
table "users" {
  schema = schema.main
  index "i" {
    columns = []
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
    ref_columns = []
  }
}

#==== not key-shape: a block with another mistake has no follow-on error
schema "main" {}
table "users" {
  schema = schema.main
  index "i" {
    colunms = []
  }
}
