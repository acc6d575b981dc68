# ClickHouse: engines, keys, codecs, views, dictionaries, and the rules of the server.

#==== missing-attribute: a table without an engine
schema "s" {}
table "t" {
#^^^^ error: missing required attribute engine in block table [missing-attribute]
  schema = schema.s
  column "a" {
    type = UInt64
  }
  column "b" {
    type = String
    null = true
  }
}

#==== unknown-word: an engine that takes arguments
schema "s" {}
table "t" {
  schema = schema.s
  engine = Kafka
#          ^^^^^ error: Unknown table.engine; There is no engine named "Kafka". [unknown-word]
  column "a" {
    type = UInt64
  }
  column "b" {
    type = String
    null = true
  }
}

#==== unknown-word: a misspelt engine
schema "s" {}
table "t" {
  schema = schema.s
  engine = MergTree
#          ^^^^^^^^ error: Unknown table.engine; There is no engine named "MergTree". Did you mean "MergeTree"? [unknown-word => MergeTree]
  column "a" {
    type = UInt64
  }
  column "b" {
    type = String
    null = true
  }
}

#==== not unknown-word: an engine as SQL
schema "s" {}
table "t" {
  schema = schema.s
  engine = sql("Kafka('localhost:9092', 'topic', 'group', 'JSONEachRow')")
  column "a" {
    type = UInt64
  }
  column "b" {
    type = String
    null = true
  }
}

#==== value-kind: types are told apart by case
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = string
#          ^^^^^^ error: set field "type": converting cty.Value to *schemahcl.Type: incorrect type type [value-kind]
  }
}

#==== unknown-type: the type of another database
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = varchar
#          ^^^^^^^ error: Unknown column.type; There is no type named "varchar". [unknown-type]
  }
}

#==== unknown-function: a type that is made of others
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = LowCardinality(String)
#          ^^^^^^^^^^^^^^ error: Call to unknown function; There is no function named "LowCardinality". [unknown-function]
  }
}

#==== not unknown-function: it as SQL
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = sql("LowCardinality(String)")
  }
  column "y" {
    type = sql("Nullable(Int8)")
    null = true
  }
}

#==== type-parameter: a size is needed
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = FixedString
#          ^^^^^^^^^^^ error: Unknown variable; Type "FixedString" requires at least 1 argument [type-parameter]
  }
}

#==== type-parameter: digits of a second
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = DateTime64(10)
#                     ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 0 and 9. [type-parameter]
  }
  column "y" {
    type = Decimal(77, 0)
#                  ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 1 and 76. [type-parameter]
  }
  column "z" {
    type = Decimal32(10)
#                    ^^ error: Invalid function argument; Invalid value for "scale" parameter: must be between 0 and 9. [type-parameter]
  }
}

#==== type-parameter: a number for a time zone
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = DateTime(3)
#                   ^ error: Invalid function argument; Invalid value for "timezone" parameter: string required. [type-parameter]
  }
}

#==== not type-parameter: dates and enums
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = DateTime64(3, "UTC")
  }
  column "y" {
    type = DateTime("Europe/Berlin")
  }
  column "z" {
    type = Enum8("a", "b")
  }
}

#==== server-limit: a scale larger than the precision
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = Decimal(4, 5)
#          ^^^^^^^^^^^^^ warning: decimal type must have precision >= scale: 4 < 5 [server-limit]
  }
}

#==== server-limit: null without Nullable, and the reverse
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type = sql("LowCardinality(String)")
    null = true
#          ^^^^ warning: column "x" may be null only with a Nullable type [server-limit]
  }
  column "y" {
    type = sql("Nullable(Int8)")
#          ^^^^^^^^^^^^^^^^^^^^^ warning: column "y" of a Nullable type needs null = true [server-limit]
  }
}

#==== server-limit: unsigned texts
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type     = String
    unsigned = true
#              ^^^^ warning: column "x" of type String cannot be unsigned [server-limit]
  }
  column "y" {
    type     = Bigint
    unsigned = true
  }
}

#==== server-limit: kinds of defaults
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type         = UInt8
    default_kind = MATERIALIZED
#                  ^^^^^^^^^^^^ warning: default_kind MATERIALIZED needs default [server-limit]
  }
  column "y" {
    type         = UInt8
    default      = sql("id + 1")
    default_kind = ALIAS
    codec        = ZSTD
#                  ^^^^ warning: an ALIAS column is not stored and has no codec [server-limit]
  }
}

#==== not server-limit: kinds of defaults
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type         = UInt8
    default_kind = EPHEMERAL
  }
  column "y" {
    type         = UInt8
    default      = sql("id + 1")
    default_kind = ALIAS
  }
}

#==== unknown-word: a codec that takes arguments
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type  = UInt8
    codec = Deltta
#           ^^^^^^ error: Unknown column.codec; There is no codec named "Deltta". [unknown-word]
  }
}

#==== not unknown-word: codecs
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  column "x" {
    type  = UInt8
    codec = DoubleDelta
  }
  column "y" {
    type  = UInt8
    codec = sql("Delta, ZSTD(1)")
  }
}

#==== exclusive: a key by columns and by expressions
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  primary_key {
    columns = [column.id]
    on {
#   ^^ error: attribute columns and block on are mutually exclusive in block primary_key [exclusive]
      expr = "id + 1"
    }
  }
}

#==== one-of-required: a key by nothing
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  primary_key {
# ^^^^^^^^^^^ error: one of columns, on is required in block primary_key [one-of-required]
  }
}

#==== not one-of-required: a key by expressions
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  primary_key {
    on {
      column = column.id
    }
    on {
      expr = "id + 1"
    }
  }
}

#==== missing-block: an index of nothing
schema "s" {}
table "t" {
  schema = schema.s
  engine = MergeTree
  column "id" {
    type = UInt64
  }
  sort {
    columns = [column.id]
  }
  index "i" {
# ^^^^^ error: missing required block on in block index [missing-block]
    type = minmax
  }
}

#==== server-limit: what other engines do not have
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  sort {
# ^^^^ warning: engine Memory has no sort [server-limit]
    columns = [column.id]
  }
  index "i" {
# ^^^^^ warning: engine Memory has no index [server-limit]
    type = minmax
    on {
      expr = "id"
    }
  }
  ttl = "now()"
#       ^^^^^^^ warning: engine Memory has no ttl [server-limit]
}

#==== server-limit: a sorted engine without a key
schema "s" {}
table "t" {
#^^^^ warning: engine MergeTree needs a primary_key or a sort [server-limit]
  schema = schema.s
  engine = MergeTree
  column "id" {
    type = UInt64
  }
}

#==== server-limit: a primary key that does not begin the sort key
schema "s" {}
table "t" {
  schema = schema.s
  engine = sql("ReplacingMergeTree(id)")
  column "id" {
    type = UInt64
  }
  column "at" {
    type = DateTime
  }
  primary_key {
    columns = [column.at]
#              ^^^^^^^^^ warning: the primary key must be a prefix of the sort key [server-limit]
  }
  sort {
    columns = [column.id, column.at]
  }
}

#==== not server-limit: keys of a sorted engine
schema "s" {}
table "t" {
  schema = schema.s
  engine = MergeTree
  column "id" {
    type = UInt64
  }
  column "at" {
    type = DateTime
  }
  primary_key {
    columns = [column.id]
  }
  sort {
    columns = [column.id, column.at]
  }
  partition {
    on {
      expr = "toYYYYMM(at)"
    }
  }
  index "i" {
    type = bloom_filter
    on {
      expr = "at"
    }
  }
}

#==== server-limit: columns that no key can have
schema "s" {}
table "t" {
  schema = schema.s
  engine = MergeTree
  column "a" {
    type         = UInt64
    default      = sql("b + 1")
    default_kind = ALIAS
  }
  column "b" {
    type = UInt64
    ttl  = "now()"
  }
  sort {
    columns = [column.a, column.b]
#              ^^^^^^^^ warning: ALIAS column "a" cannot be part of the sort key [server-limit]
#                        ^^^^^^^^ warning: column "b" of the sort key cannot have a ttl [server-limit]
  }
}

#==== exclusive: a view with two targets
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
}
materialized "m" {
  schema = schema.s
  as     = "SELECT id FROM t"
  to     = table.t
  engine = Memory
# ^^^^^^^^^^^^^^^ error: attributes to and engine are mutually exclusive in block materialized [exclusive]
}

#==== one-of-required: a view without a target
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
}
materialized "m" {
#^^^^^^^^^^^ error: one of to, engine is required in block materialized [one-of-required]
  schema = schema.s
  as     = "SELECT id FROM t"
}

#==== not one-of-required: a view into a table
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
}
materialized "m" {
  schema = schema.s
  as     = "SELECT id FROM t"
  to     = table.t
}

#==== server-limit: a view that is refreshed and populated
schema "s" {}
materialized "m" {
  schema   = schema.s
  as       = "SELECT 1 AS id"
  engine   = Memory
  populate = true
#            ^^^^ warning: a view that is refreshed cannot be populated [server-limit]
  column "id" {
    type = UInt8
  }
  refresh {
    expr = "EVERY 1 DAY"
  }
}

#==== missing-block: a dictionary without a lifetime
schema "s" {}
dictionary "d" {
#^^^^^^^^^ error: missing required block lifetime in block dictionary [missing-block]
  schema = schema.s
  source = sql("CLICKHOUSE(TABLE 't')")
  layout = sql("FLAT()")
}

#==== value-kind: texts for the source of a dictionary
schema "s" {}
dictionary "d" {
  schema = schema.s
  source = sql("CLICKHOUSE(TABLE 't')")
  layout = sql("FLAT()")
  lifetime {
    min = 0
    max = "x"
#         ^^^ error: value of attr "max" cannot be read as integer: number value is required [value-kind]
  }
}

#==== not missing-block: a dictionary
schema "s" {}
dictionary "d" {
  schema = schema.s
  source = sql("CLICKHOUSE(TABLE 't')")
  layout = sql("FLAT()")
  key "id" {
    type = UInt64
  }
  attribute "name" {
    type = String
  }
  lifetime {
    min = 0
    max = 300
  }
}

#==== not unknown-block: the list of blocks of a table may have grown
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
  foreign_key "f" {
    columns = [column.id]
  }
}

#==== exclusive: whom a policy is for
schema "s" {}
table "t" {
  schema = schema.s
  engine = Memory
  column "id" {
    type = UInt64
  }
}
role "r" {
}
policy "p" {
  on     = table.t
  using  = "id = 1"
  to     = [role.r]
  to_all = true
# ^^^^^^^^^^^^^ error: attributes to and to_all are mutually exclusive in block policy [exclusive]
}
