# What the rules of SQLite say: tables with special properties, generated columns, AUTOINCREMENT.

#==== generated-column: counted and computed
schema "main" {}
table "t" {
  schema = schema.main
  column "id" {
    type           = integer
    auto_increment = true
#                    ^^^^ error: both autoincrement and generation expression specified for column "id" [generated-column]
    as             = "1 + 1"
  }
}

#==== server-limit: AUTOINCREMENT wants integer
schema "main" {}
table "t" {
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

#==== not server-limit: AUTOINCREMENT on integer, or switched off
schema "main" {}
table "t" {
  schema = schema.main
  column "id" {
    type           = integer
    auto_increment = true
  }
  column "n" {
    type           = int
    auto_increment = false
  }
  primary_key {
    columns = [column.id]
  }
}

#==== server-limit: a generated column with a default, in the key
schema "main" {}
table "t" {
  schema = schema.main
  column "id" {
    type    = integer
    default = 1
#             ^ warning: generated column "id" cannot have a default [server-limit]
    as {
      expr = "1 + 1"
      type = STORED
    }
  }
  primary_key {
    columns = [column.id]
#              ^^^^^^^^^ warning: generated column "id" cannot be part of the primary key [server-limit]
  }
}

#==== server-limit: types of a STRICT table
schema "main" {}
table "t" {
  schema = schema.main
  strict = true
  column "a" {
    type = varchar(10)
#          ^^^^^^^^^^^ warning: a STRICT table has no type varchar: use int, integer, real, text, blob or sql("ANY") [server-limit]
  }
  column "b" {
    type = sql("datetime")
#          ^^^^^^^^^^^^^^^ warning: a STRICT table has no type datetime: use int, integer, real, text, blob or sql("ANY") [server-limit]
  }
  column "c" {
    type = sql("ANY")
  }
  column "d" {
    type = text
  }
}

#==== not server-limit: strict = false
schema "main" {}
table "t" {
  schema = schema.main
  strict = false
  column "a" {
    type = varchar(10)
  }
}

#==== server-limit: WITHOUT ROWID
schema "main" {}
table "t" {
  schema        = schema.main
  without_rowid = true
#                 ^^^^ warning: a WITHOUT ROWID table needs a primary key [server-limit]
  column "id" {
    type           = integer
    auto_increment = true
#                    ^^^^ warning: auto_increment does not work in a WITHOUT ROWID table [server-limit]
  }
}

#==== not server-limit: WITHOUT ROWID with a key
schema "main" {}
table "t" {
  schema        = schema.main
  without_rowid = true
  column "id" {
    type = integer
  }
  primary_key {
    columns = [column.id]
  }
}

#==== server-limit: a trigger on the wrong kind of object
schema "main" {}
table "t" {
  schema = schema.main
  column "id" {
    type = integer
  }
}
view "v" {
  schema = schema.main
  as     = "SELECT id FROM t"
}
trigger "a" {
  on = table.t
  instead_of {
# ^^^^^^^^^^ warning: instead_of triggers are for views [server-limit]
    insert = true
  }
  as = "BEGIN SELECT 1; END"
}
trigger "b" {
  on = view.v
  before {
# ^^^^^^ warning: before triggers are for tables [server-limit]
    insert = true
  }
  as = "BEGIN SELECT 1; END"
}
trigger "c" {
  on = view.v
  instead_of {
    insert = true
  }
  as = "BEGIN SELECT 1; END"
}
