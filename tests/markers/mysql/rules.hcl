# What the rules of MySQL say: keys, generated columns, names, values that occur twice.

#==== server-limit: enum values twice
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type = enum("x", "y", "x")
#                         ^^^ warning: value "x" occurs twice in the enum of column "a" [server-limit]
  }
}

#==== server-limit: charset and collate where no text is
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type    = int
    charset = "utf8mb4"
#             ^^^^^^^^^ warning: column "a" of type int does not support the CHARSET attribute [server-limit]
    collate = "utf8mb4_bin"
#             ^^^^^^^^^^^^^ warning: column "a" of type int does not support the COLLATE attribute [server-limit]
  }
  column "b" {
    type    = varchar(10)
    charset = "utf8mb4"
    collate = "utf8mb4_bin"
  }
}

#==== server-limit: two counters, one without a key
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type           = bigint
    auto_increment = true
#                    ^^^^ warning: auto_increment column "a" must be the first part of a key [server-limit]
  }
  column "b" {
    type           = bigint
    auto_increment = true
#                    ^^^^ warning: a table can have only one auto_increment column [server-limit]
  }
}

#==== not server-limit: a counter that leads an index
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type           = bigint
    auto_increment = true
  }
  index "i" {
    on {
      column = column.a
      desc   = true
    }
  }
}

#==== server-limit: a counter with a default
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type           = bigint
    auto_increment = true
    default        = 1
#                    ^ warning: auto_increment column "a" cannot have a default [server-limit]
  }
  primary_key {
    columns = [column.a]
  }
}

#==== server-limit: prefixes
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type = text
  }
  column "n" {
    type = int
  }
  index "i" {
    on {
      column = column.a
#              ^^^^^^^^ warning: column "a" can be indexed only with a prefix length [server-limit]
    }
    on {
      column = column.n
      prefix = 4
#              ^ warning: column "n" of type int cannot have a prefix length [server-limit]
    }
  }
  index "ok" {
    on {
      column = column.a
      prefix = 20
    }
  }
  index "words" {
    type    = FULLTEXT
    columns = [column.a]
  }
}

#==== server-limit: a unique FULLTEXT index
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type = text
  }
  index "i" {
    type    = FULLTEXT
    unique  = true
#             ^^^^ warning: a FULLTEXT index cannot be unique [server-limit]
    columns = [column.a]
  }
}

#==== server-limit: SET NULL and SET DEFAULT
schema "app" {}
table "t" {
  schema = schema.app
  column "id" {
    type = int
  }
  column "up" {
    type = int
  }
  column "down" {
    type = int
    null = true
  }
  primary_key {
    columns = [column.id]
  }
  foreign_key "f" {
    columns     = [column.up]
    ref_columns = [column.id]
    on_delete   = SET_NULL
#                 ^^^^^^^^ warning: foreign key constraint was "up" SET NULL, but column "up" is NOT NULL [server-limit]
  }
  foreign_key "g" {
    columns     = [column.down]
    ref_columns = [column.id]
    on_delete   = SET_NULL
    on_update   = SET_DEFAULT
#                 ^^^^^^^^^^^ warning: InnoDB rejects SET DEFAULT [server-limit]
  }
}

#==== server-limit: a table without columns, a long name
schema "app" {}
table "a_name_that_goes_on_and_on_until_it_has_more_characters_than_sixty_four" {
#^^^^ warning: table "a_name_that_goes_on_and_on_until_it_has_more_characters_than_sixty_four" has no columns [server-limit]
#^^^^ warning: the name has more than 64 characters [server-limit]
  schema = schema.app
}

#==== key-shape: a primary key without columns
schema "app" {}
table "t" {
  schema = schema.app
  column "id" {
    type = int
  }
  primary_key {
# ^^^^^^^^^^^ error: missing definition for index "" [key-shape]
  }
}

#==== server-limit: on_update of a number, srid of a text
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type      = int
    on_update = sql("CURRENT_TIMESTAMP")
#               ^^^^^^^^^^^^^^^^^^^^^^^^ warning: column "a" of type int does not support on_update [server-limit]
  }
  column "b" {
    type = varchar(9)
    srid = 4326
#          ^^^^ warning: column "b" of type varchar does not support srid [server-limit]
  }
  column "c" {
    type      = timestamp
    on_update = sql("CURRENT_TIMESTAMP")
  }
}

#==== server-limit: virtual columns in keys
schema "app" {}
table "t" {
  schema = schema.app
  column "a" {
    type = int
    as   = "1 + 1"
  }
  column "b" {
    type = int
    as {
      expr = "1 + 1"
      type = STORED
    }
  }
  column "c" {
    type = int
    null = true
    as {
      expr = "1 + 1"
    }
  }
  primary_key {
    columns = [column.a, column.b]
#              ^^^^^^^^ warning: generated column "a" must be STORED to be part of a primary key [server-limit]
  }
  foreign_key "f" {
    columns     = [column.c]
#                  ^^^^^^^^ warning: generated column "c" must be STORED to be part of a foreign key [server-limit]
    ref_columns = [column.a]
  }
}
