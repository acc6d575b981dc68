# What the rules of PostgreSQL say: serial, identity, indexes, enums, triggers.

#==== generated-column: a serial column that may be null
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = serial
    null = true
#          ^^^^ error: NOT NULL constraint is required for serial column "a" [generated-column]
  }
  column "b" {
    type = bigserial
  }
  column "c" {
    type = smallserial
    null = false
  }
}

#==== server-limit: identity of text
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = text
#          ^^^^ warning: identity column "a" must be smallint, integer or bigint [server-limit]
    identity {
      generated = ALWAYS
    }
  }
  column "b" {
    type = bigint
    identity {
      generated = ALWAYS
    }
  }
}

#==== exclusive: identity and generated
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = int
    as   = "1 + 1"
    identity {
#   ^^^^^^^^ error: both identity and generation expression specified for column "a" [exclusive]
    }
  }
}

#==== type-parameter: own texts of numbers
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = float(54)
#                ^^ error: postgres: precision for type float must be between 1 and 53: 54 [type-parameter]
  }
  column "b" {
    type = numeric(0, 2)
#                  ^ error: postgres: decimal type must have precision between 1 and 1000: 0 [type-parameter]
  }
  column "c" {
    type = decimal(10, -2)
#                      ^^ error: postgres: decimal type must have scale >= 0: -2 [type-parameter]
  }
  column "d" {
    type = float(53)
  }
}

#==== key-shape: nothing included
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = int
  }
  index "i" {
    columns = [column.a]
    include = []
#             ^^ error: unexpected empty INCLUDE in index "i" definition [key-shape]
  }
}

#==== server-limit: what only some index methods can do
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = jsonb
  }
  index "i" {
    type    = GIN
    unique  = true
#             ^^^^ warning: a GIN index cannot be unique [server-limit]
    columns = [column.a]
  }
  index "j" {
    type           = HASH
    page_per_range = 2
#                    ^ warning: page_per_range is for BRIN indexes [server-limit]
    columns        = [column.a]
  }
  index "k" {
    type           = BRIN
    page_per_range = 2
    columns        = [column.a]
  }
  index "l" {
    unique  = true
    columns = [column.a]
  }
}

#==== server-limit: enum values twice
schema "public" {}
enum "mood" {
  schema = schema.public
  values = ["sad", "glad", "sad"]
#                          ^^^^^ warning: value "sad" occurs twice in enum "mood" [server-limit]
}

#==== key-shape: an exclude part without its operator
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = int
  }
  exclude "e" {
    type = GIST
    on {
      column = column.a
      op     = " "
#              ^^^ error: empty operator for exclude constraint "e" [key-shape]
    }
  }
}

#==== server-limit: instead_of on a table
schema "public" {}
table "t" {
  schema = schema.public
  column "a" {
    type = int
  }
}
trigger "x" {
  on = table.t
  instead_of {
# ^^^^^^^^^^ warning: instead_of triggers are for views [server-limit]
    insert = true
  }
  as = "SELECT 1"
}

#==== server-limit: a sequence of text
schema "public" {}
sequence "s" {
  schema = schema.public
  type   = text
#          ^^^^ warning: the type of a sequence must be smallint, integer or bigint [server-limit]
}

#==== partition: partitions without a key
schema "public" {}
table "logs" {
  schema = schema.public
  column "a" {
    type = int
  }
  partition {
# ^^^^^^^^^ error: cannot convert table "logs": missing columns or expressions for logs.partition [partition]
    type = RANGE
  }
}

#==== server-limit: privileges that the object does not have
schema "public" {}
role "reader" {
}
sequence "s" {
  schema = schema.public
}
permission {
  for        = schema.public
  to         = role.reader
  privileges = [USAGE, SELECT]
#                      ^^^^^^ warning: a schema has no privilege SELECT [server-limit]
}
permission {
  for        = sequence.s
  to         = role.reader
  privileges = [SELECT, USAGE]
}
permission {
  for        = sequence.s
  to         = role.reader
  privileges = [ALL]
}
