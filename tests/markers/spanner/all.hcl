# Spanner: lengths, commit timestamps, interleaved tables, sequences, and the rules of the server.

#==== type-parameter: a length is needed
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "x" {
    type = STRING
#          ^^^^^^ error: Unknown variable; Type "STRING" requires at least 1 argument [type-parameter]
  }
}

#==== type-parameter: lengths
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "a" {
    type = STRING(2621441)
#                 ^^^^^^^ error: Invalid function argument; Invalid value for "size" parameter: must be between 1 and 2621440. [type-parameter]
  }
  column "b" {
    type = BYTES(0)
#                ^ error: Invalid function argument; Invalid value for "size" parameter: must be between 1 and 10485760. [type-parameter]
  }
}

#==== not type-parameter: MAX
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "a" {
    type = STRING(MAX)
  }
  column "b" {
    type = BYTES(MAX)
  }
  column "c" {
    type = STRING(2621440)
  }
}

#==== type-parameter: numbers take no precision
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "a" {
    type = NUMERIC(10, 2)
#          ^^^^^^^ error: Call to unknown function; Type "NUMERIC" does not accept attributes [type-parameter]
  }
}

#==== unknown-type: a misspelt type
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "a" {
    type = INT46
#          ^^^^^ error: Unknown column.type; There is no type named "INT46". Did you mean "INT64"? [unknown-type => INT64]
  }
}

#==== not unknown-type: arrays as SQL
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "a" {
    type = sql("ARRAY<STRING(20)>")
  }
}

#==== unknown-word: no such action
table "p" {
  schema = schema.s
  column "id" {
    type = INT64
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.id]
    on_delete   = SET_NULL
#                 ^^^^^^^^ error: Unknown foreign_key.on_delete; There is no on_delete named "SET_NULL". [unknown-word]
  }
}

#==== not unknown-word: actions
table "p" {
  schema = schema.s
  column "id" {
    type = INT64
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.id]
    on_delete   = CASCADE
  }
}

#==== unknown-attribute: there is no action on update
table "p" {
  schema = schema.s
  column "id" {
    type = INT64
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.id]
    on_update   = CASCADE
#   ^^^^^^^^^^^^^^^^^^^^^ error: unknown attribute on_update in block of type foreign_key [unknown-attribute]
  }
}

#==== label-count: a check without a name
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  check {
# ^^^^^ error: check block must have exactly 1 label [label-count]
    expr = "id > 0"
  }
}

#==== not label-count: a check
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  check "c" {
    expr = "id > 0"
  }
}

#==== exclusive: an index by columns and parts
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  index "i" {
    columns = [column.id]
    on {
#   ^^ error: multiple definitions for index "i", use "columns" or "on" [exclusive]
      column = column.id
    }
  }
}

#==== exclusive: a key by columns and parts
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  primary_key {
    columns = [column.id]
    on {
#   ^^ error: attribute columns and block on are mutually exclusive in block primary_key [exclusive]
      column = column.id
    }
  }
}

#==== not exclusive: parts
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  primary_key {
    on {
      column = column.id
      desc   = true
    }
  }
  index "i" {
    columns       = [column.id]
    null_filtered = true
  }
}

#==== value-kind: a text for the deletion policy
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  row_deletion_policy = "OLDER_THAN(at, INTERVAL 30 DAY)"
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unexpected type string for attribute "row_deletion_policy" [value-kind]
}

#==== not value-kind: a deletion policy
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "at" {
    type = TIMESTAMP
  }
  row_deletion_policy = sql("OLDER_THAN(at, INTERVAL 30 DAY)")
}

#==== missing-attribute: a generated column without an expression
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "x" {
    type = INT64
    as {
#   ^^ error: missing required attribute expr in block as [missing-attribute]
      type = STORED
    }
  }
}

#==== unknown-word: virtual columns
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "x" {
    type = INT64
    as {
      expr = "id + 1"
      type = STORD
#            ^^^^^ error: Unknown as.type; There is no type named "STORD". Did you mean "STORED"? [unknown-word => STORED]
    }
  }
}

#==== not unknown-word: a stored column
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "x" {
    type = INT64
    as {
      expr = "id + 1"
      type = STORED
    }
  }
}

#==== server-limit: commit timestamps of numbers
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "x" {
    type = INT64
    options {
      allow_commit_timestamp = true
#                              ^^^^ warning: allow_commit_timestamp is for columns of type TIMESTAMP [server-limit]
    }
  }
}

#==== not server-limit: commit timestamps
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "x" {
    type = TIMESTAMP
    options {
      allow_commit_timestamp = true
    }
  }
}

#==== server-limit: half a range
sequence "q" {
  kind           = bit_reversed_positive
  skip_range_min = 1
#                  ^ warning: skip_range_min needs skip_range_max [server-limit]
}

#==== not server-limit: a range
sequence "q" {
  kind           = bit_reversed_positive
  skip_range_min = 1
  skip_range_max = 100
}

#==== missing-attribute: a sequence without a kind
sequence "q" {
#^^^^^^^ error: missing required attribute kind in block sequence [missing-attribute]
}

#==== server-limit: a key that does not begin with that of the parent
schema "s" {}
table "p" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  primary_key {
    columns = [column.id]
  }
}
table "t" {
  schema = schema.s
  column "a" {
    type = INT64
  }
  primary_key {
    columns = [column.a]
  }
  interleave {
    parent = table.p
#            ^^^^^^^ warning: the primary key must begin with the columns of the primary key of table "p" [server-limit]
  }
}

#==== not server-limit: an interleaved table
schema "s" {}
table "p" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  primary_key {
    columns = [column.id]
  }
}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  column "a" {
    type = INT64
  }
  primary_key {
    columns = [column.id, column.a]
  }
  interleave {
    parent = table.p
  }
}

#==== maybe-unknown: a misspelt attribute of an index
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  index "i" {
    columns = [column.id]
    uniqe   = true
#   ^^^^^ hint: attribute uniqe is not known in block of type index (Did you mean unique?) [maybe-unknown => unique]
  }
}

#==== not maybe-unknown: an attribute that may exist
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = INT64
  }
  index "i" {
    columns  = [column.id]
    locality = "x"
  }
}
