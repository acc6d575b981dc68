# SQL Server: keys, computed and identity columns, routines, types, and the rules of the server.

#==== type-parameter: sizes
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = varchar(8001)
#                  ^^^^ error: Invalid function argument; Invalid value for "size" parameter: must be between 1 and 8000. [type-parameter]
  }
  column "b" {
    type = nchar(4001)
#                ^^^^ error: Invalid function argument; Invalid value for "size" parameter: must be between 1 and 4000. [type-parameter]
  }
  column "c" {
    type = datetime2(8)
#                    ^ error: Invalid function argument; Invalid value for "scale" parameter: must be between 0 and 7. [type-parameter]
  }
  column "d" {
    type = float(54)
#                ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 1 and 53. [type-parameter]
  }
}

#==== not type-parameter: MAX, and no size
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = varchar(MAX)
  }
  column "b" {
    type = nvarchar
  }
  column "c" {
    type = varbinary(MAX)
  }
  column "d" {
    type = datetime2
  }
}

#==== unknown-type: char has no MAX
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = char(MAX)
#               ^^^ error: Unknown column.type; There is no type named "MAX". [unknown-type]
  }
}

#==== type-parameter: date takes no scale
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = date(3)
#          ^^^^ error: Call to unknown function; Type "date" does not accept attributes [type-parameter]
  }
}

#==== server-limit: a scale larger than the precision
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = decimal(4, 5)
#          ^^^^^^^^^^^^^ warning: decimal type must have precision >= scale: 4 < 5 [server-limit]
  }
  column "b" {
    type = decimal(5, 5)
  }
}

#==== exclusive: columns and parts
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  index "i" {
    columns = [column.id]
    on {
#   ^^ error: multiple definitions for index "i", use "columns" or "on" [exclusive]
      column = column.id
    }
  }
}

#==== exclusive: a part that is a column and an expression
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  index "i" {
    on {
      column = column.id
      expr   = "id + 1"
#     ^^^^^^^^^^^^^^^^^ error: cannot use both "column" and "expr" in index "i" at position 0 [exclusive]
    }
  }
}

#==== not exclusive: parts
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  index "i" {
    on {
      column = column.id
      desc   = true
    }
  }
}

#==== exclusive: computed twice
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = int
    as   = "id + 1"
    as {
#   ^^ error: multiple as definitions for column "a" [exclusive]
      expr = "id + 2"
    }
  }
}

#==== one-of-required: a trigger that never fires
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
trigger "g" {
#^^^^^^ error: one of after, instead_of is required in block trigger [one-of-required]
  on = table.t
  as = "BEGIN SELECT 1 END"
}

#==== one-of-required: a trigger on no event
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
trigger "g" {
  on = table.t
  as = "BEGIN SELECT 1 END"
  after {
# ^^^^^ error: one of insert, update, delete is required in block after [one-of-required]
  }
}

#==== exclusive: after and instead of
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
trigger "g" {
  on = table.t
  as = "BEGIN SELECT 1 END"
  after {
    insert = true
  }
  instead_of {
# ^^^^^^^^^^ error: blocks after and instead_of are mutually exclusive in block trigger [exclusive]
    insert = true
  }
}

#==== server-limit: after triggers of views
schema "s" {}
view "v" {
  schema = schema.s
  as     = "SELECT 1 AS id"
}
trigger "g" {
  on = view.v
  as = "BEGIN SELECT 1 END"
  after {
# ^^^^^ warning: after triggers are for tables [server-limit]
    insert = true
  }
}

#==== not server-limit: triggers of tables and views
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
view "v" {
  schema = schema.s
  as     = "SELECT 1 AS id"
}
trigger "g" {
  on = view.v
  as = "BEGIN SELECT 1 END"
  instead_of {
    insert = true
  }
}
trigger "h" {
  on = table.t
  as = "BEGIN SELECT 1 END"
  after {
    delete = true
  }
}

#==== server-limit: identity columns
schema "s" {}
table "t" {
  schema = schema.s
  column "a" {
    type    = int
    default = 5
#             ^ warning: identity column "a" cannot have a default [server-limit]
    identity {
      increment = 0
#                 ^ warning: increment cannot be 0 [server-limit]
    }
  }
  column "b" {
    type = varchar(5)
#          ^^^^^^^^^^ warning: identity column "b" must be of an integer type or a decimal type of scale 0 [server-limit]
    null = true
#          ^^^^ warning: identity column "b" must be NOT NULL [server-limit]
    identity {
#   ^^^^^^^^ warning: a table can have only one identity column [server-limit]
      seed      = 1
      increment = 1
    }
  }
}

#==== not server-limit: an identity column of a decimal type
schema "s" {}
table "t" {
  schema = schema.s
  column "a" {
    type = decimal(18, 0)
    identity {
      seed      = 1
      increment = -1
    }
  }
}

#==== server-limit: an identity column that is computed
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = int
    as   = "id + 1"
    identity {
#   ^^^^^^^^ warning: both identity and generation expression specified for column "a" [server-limit]
      seed = 1
    }
  }
}

#==== server-limit: a computed column in a key
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = int
    as   = "id + 1"
  }
  column "b" {
    type = int
    as {
      expr = "id + 1"
      type = PERSISTED
    }
  }
  primary_key {
    columns = [column.a, column.b]
#              ^^^^^^^^ warning: computed column "a" must be PERSISTED to be part of a primary key [server-limit]
  }
}

#==== server-limit: values that are too large for a key
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = xml
  }
  column "b" {
    type = varchar(MAX)
  }
  column "c" {
    type = ntext
  }
  index "i" {
    columns = [column.a, column.b]
#              ^^^^^^^^ warning: column "a" of type xml cannot be part of a key [server-limit]
#                        ^^^^^^^^ warning: column "b" of type varchar cannot be part of a key [server-limit]
    include = [column.c]
#              ^^^^^^^^ warning: column "c" of type ntext cannot be included [server-limit]
  }
}

#==== not server-limit: large values that are included, or in an index of their own kind
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = xml
  }
  column "b" {
    type = varchar(MAX)
  }
  index "i" {
    columns = [column.id]
    include = [column.b]
  }
  index "x" {
    type    = XML
    columns = [column.a]
  }
}

#==== server-limit: a clustered index with what others have
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  index "i" {
    columns      = [column.id]
    nonclustered = false
    where        = "id > 0"
#                  ^^^^^^^^ warning: a clustered index has no where [server-limit]
  }
}

#==== server-limit: collations of numbers
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type    = int
    collate = "Latin1_General_CI_AS"
#             ^^^^^^^^^^^^^^^^^^^^^^ warning: column "a" of type int does not support collate [server-limit]
  }
  column "b" {
    type    = varchar(5)
    collate = "Latin1_General_CI_AS"
  }
}

#==== server-limit: tables in memory
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  primary_key {
    columns = [column.id]
    type    = HASH
#             ^^^^ warning: HASH needs memory_optimized = true on the table [server-limit]
  }
}
table "u" {
#^^^^ warning: a memory-optimized table needs at least one index [server-limit]
  schema           = schema.s
  memory_optimized = true
  column "id" {
    type = int
  }
}

#==== not server-limit: a hashed key in memory
schema "s" {}
table "u" {
  schema           = schema.s
  memory_optimized = true
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id]
    type    = HASH
  }
}

#==== server-limit: two row versions
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = rowversion
  }
  column "b" {
    type = rowversion
#          ^^^^^^^^^^ warning: a table can have only one rowversion column [server-limit]
  }
}

#==== server-limit: actions of foreign keys
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
    on_update   = RESTRICT
#                 ^^^^^^^^ warning: SQL Server has no RESTRICT: use NO_ACTION [server-limit]
    on_delete   = SET_NULL
#                 ^^^^^^^^ warning: foreign key constraint was "id" SET NULL, but column "id" is NOT NULL [server-limit]
  }
}

#==== unknown-word: a misspelt action
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
    on_delete   = CASCAD
#                 ^^^^^^ error: Unknown foreign_key.on_delete; There is no on_delete named "CASCAD". Did you mean "CASCADE"? [unknown-word => CASCADE]
  }
}

#==== not unknown-word: actions
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
    on_delete   = CASCADE
    on_update   = NO_ACTION
  }
}

#==== server-limit: an index of a view
schema "s" {}
view "v" {
  schema = schema.s
  as     = "SELECT 1 AS id"
  column "id" {
    type = int
  }
  index "i" {
# ^^^^^ warning: an index of a view needs schema_bound = true on the view [server-limit]
# ^^^^^ warning: the first index of a view must be unique [server-limit]
    columns = [column.id]
  }
}

#==== not server-limit: an indexed view
schema "s" {}
view "v" {
  schema       = schema.s
  as           = "SELECT 1 AS id"
  schema_bound = true
  column "id" {
    type = int
  }
  index "i" {
    columns = [column.id]
    unique  = true
  }
}

#==== exclusive: a function that returns a value and a table
schema "s" {}
function "f" {
  schema = schema.s
  lang   = SQL
  as     = "BEGIN RETURN 1 END"
  return = int
  return_table "@r" {
# ^^^^^^^^^^^^ error: attribute return and block return_table are mutually exclusive in block function [exclusive]
    column "id" {
      type = int
    }
  }
}

#==== missing-block: a table without columns to return
schema "s" {}
function "f" {
  schema = schema.s
  lang   = SQL
  as     = "BEGIN RETURN END"
  return_table "@r" {
# ^^^^^^^^^^^^ error: missing required block column in block return_table [missing-block]
  }
}

#==== not missing-block: one with columns
schema "s" {}
function "f" {
  schema = schema.s
  lang   = SQL
  as     = "BEGIN RETURN END"
  return_table "@r" {
    column "id" {
      type = int
    }
  }
}

#==== server-limit: arguments of special types
schema "s" {}
type_table "rows" {
  schema = schema.s
  column "id" {
    type = int
  }
}
procedure "p" {
  schema = schema.s
  as     = "SELECT 1"
  arg "@a" {
    type = type_table.rows
#          ^^^^^^^^^^^^^^^ warning: an argument of a table type needs readonly = true [server-limit]
  }
  arg "@b" {
    type = cursor
#          ^^^^^^ warning: an argument of type cursor needs mode = OUT [server-limit]
  }
  arg "@c" {
    type     = int
    readonly = true
#              ^^^^ warning: readonly is for arguments of a table type [server-limit]
  }
}

#==== not server-limit: arguments as they should be
schema "s" {}
type_table "rows" {
  schema = schema.s
  column "id" {
    type = int
  }
}
procedure "p" {
  schema = schema.s
  as     = "SELECT 1"
  arg "@a" {
    type     = type_table.rows
    readonly = true
  }
  arg "@b" {
    type = cursor
    mode = OUT
  }
}

#==== server-limit: columns of special types
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = cursor
#          ^^^^^^ warning: a column cannot be of type cursor [server-limit]
  }
}

#==== server-limit: an alias of an alias
schema "s" {}
type_alias "phone" {
  schema = schema.s
  type   = varchar(20)
}
type_alias "mobile" {
  schema = schema.s
  type   = type_alias.phone
#          ^^^^^^^^^^^^^^^^ warning: an alias must be of a built-in type [server-limit]
}
table "t" {
  schema = schema.s
  column "a" {
    type = type_alias.phone
  }
}

#==== server-limit: sequences
schema "s" {}
sequence "a" {
  schema    = schema.s
  type      = varchar(5)
#             ^^^^^^^^^^ warning: the type of a sequence must be an integer type or a decimal type of scale 0 [server-limit]
  increment = 0
#             ^ warning: increment cannot be 0 [server-limit]
}
sequence "b" {
  schema    = schema.s
  min_value = 10
  max_value = 5
#             ^ warning: max_value must be larger than min_value [server-limit]
}
sequence "c" {
  schema    = schema.s
  start     = 1
#             ^ warning: start must lie between min_value and max_value [server-limit]
  min_value = 10
  max_value = 50
}

#==== not server-limit: a sequence
schema "s" {}
sequence "a" {
  schema    = schema.s
  type      = bigint
  start     = 10
  increment = -1
  min_value = 1
  max_value = 10
}

#==== server-limit: file groups for the values
partition_function "f" {
  input  = int
  values = ["1", "100"]
}
partition_scheme "a" {
  partition  = partition_function.f
  filegroups = ["A", "B"]
#              ^^^^^^^^^^ warning: a scheme for 2 values needs 3 filegroups, not 2 [server-limit]
}
partition_scheme "b" {
  partition  = partition_function.f
  filegroups = ["A", "B", "C"]
}

#==== maybe-unknown: a misspelt attribute of a table
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  coment = "text"
# ^^^^^^ hint: attribute coment is not known in block of type table (Did you mean comment?) [maybe-unknown => comment]
}

#==== not maybe-unknown: an attribute that may exist
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  system_versioned = true
}

#==== unknown-attribute: in a foreign key, whose list is complete
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
    on_deleet   = CASCADE
#   ^^^^^^^^^^^^^^^^^^^^^ error: unknown attribute on_deleet in block of type foreign_key (Did you mean on_delete?) [unknown-attribute => on_delete]
  }
}
