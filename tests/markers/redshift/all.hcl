# Redshift: distribution and sort keys, encodings, external schemas, data shares, and the rules of the server.

#==== unknown-word: an encoding of another name
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type   = bigint
    encode = AZ46
#            ^^^^ error: Unknown column.encode; There is no encode named "AZ46". Did you mean "AZ64"? [unknown-word => AZ64]
  }
}

#==== not unknown-word: encodings
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "x" {
    type   = bigint
    encode = AZ64
  }
  column "y" {
    type   = super
    encode = ZSTD
  }
}

#==== unknown-word: a distribution style of no database
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  distribution {
    style = EVNE
#           ^^^^ error: Unknown distribution.style; There is no style named "EVNE". Did you mean "EVEN"? [unknown-word => EVEN]
  }
}

#==== unknown-word: AUTO is for tables
schema "s" {}
materialized "m" {
  schema = schema.s
  as     = "SELECT 1 AS id"
  distribution {
    style = AUTO
#           ^^^^ error: Unknown distribution.style; There is no style named "AUTO". [unknown-word]
  }
}

#==== unknown-word: INTERLEAVED is for tables
schema "s" {}
materialized "m" {
  schema = schema.s
  as     = "SELECT 1 AS id"
  column "id" {
    type = int
  }
  sort {
    style   = INTERLEAVED
#             ^^^^^^^^^^^ error: Unknown sort.style; There is no style named "INTERLEAVED". [unknown-word]
    columns = [column.id]
  }
}

#==== server-limit: KEY without a column
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  distribution {
    style = KEY
#           ^^^ warning: distribution style KEY needs a column [server-limit]
  }
}

#==== server-limit: a column without KEY
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  distribution {
    style  = EVEN
    column = column.id
#            ^^^^^^^^^ warning: distribution style EVEN has no column [server-limit]
  }
}

#==== not server-limit: KEY with its column
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  distribution {
    style  = KEY
    column = column.id
  }
  sort {
    style   = COMPOUND
    columns = [column.id]
  }
}

#==== server-limit: a sort by nothing
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  sort {
    style = COMPOUND
#           ^^^^^^^^ warning: sort style COMPOUND needs columns [server-limit]
  }
}

#==== server-limit: AUTO with columns
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  sort {
    style   = AUTO
    columns = [column.id]
#             ^^^^^^^^^^^ warning: sort style AUTO has no columns [server-limit]
  }
}

#==== server-limit: interleaved by nine columns
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = int
  }
  sort {
    style   = INTERLEAVED
    columns = [column.id, column.a, column.id, column.a, column.id, column.a, column.id, column.a, column.id]
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: sort style INTERLEAVED takes at most 8 columns [server-limit]
  }
}

#==== server-limit: encodings that do not suit the type
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type   = varchar(10)
    encode = AZ64
#            ^^^^ warning: encoding AZ64 is not for type varchar [server-limit]
  }
  column "b" {
    type   = int
    encode = TEXT255
#            ^^^^^^^ warning: encoding TEXT255 is not for type int [server-limit]
  }
  column "c" {
    type   = date
    encode = MOSTLY8
#            ^^^^^^^ warning: encoding MOSTLY8 is not for type date [server-limit]
  }
  column "d" {
    type   = boolean
    encode = DELTA
#            ^^^^^ warning: encoding DELTA is not for type boolean [server-limit]
  }
}

#==== not server-limit: encodings that suit the type
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type   = varchar(10)
    encode = TEXT32K
  }
  column "b" {
    type   = decimal(8, 2)
    encode = MOSTLY32
  }
  column "c" {
    type   = timestamp
    encode = DELTA
  }
  column "d" {
    type   = sql("varchar(max)")
    encode = AZ64
  }
}

#==== server-limit: sizes beyond those of the server
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = varchar(65536)
#                  ^^^^^ warning: size of type varchar must be between 1 and 65535 [server-limit]
  }
  column "b" {
    type = char(4097)
#               ^^^^ warning: size of type char must be between 1 and 4096 [server-limit]
  }
  column "c" {
    type = decimal(39)
#                  ^^ warning: precision of type decimal must be between 1 and 38 [server-limit]
  }
  column "d" {
    type = varbyte(1024001)
#                  ^^^^^^^ warning: size of type varbyte must be between 1 and 1024000 [server-limit]
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
}

#==== type-parameter: types that take none
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = super(3)
#          ^^^^^ error: Call to unknown function; Type "super" does not accept attributes [type-parameter]
  }
}

#==== type-parameter: too many of them
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = varchar(3, 4)
#          ^^^^^^^^ error: Error in function call; Call to function "varchar" failed: too many arguments for type definition "varchar". [type-parameter]
  }
}

#==== not type-parameter: sizes are optional
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  column "a" {
    type = varchar
  }
  column "b" {
    type = bpchar(5)
  }
  column "c" {
    type = geometry
  }
  column "d" {
    type = sql("interval year to month")
  }
}

#==== unknown-block: indexes do not exist
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  index "i" {
# ^^^^^ error: unknown block type index in block of type table [unknown-block]
    columns = [column.id]
  }
}

#==== unknown-block: nor do enums
schema "s" {}
enum "e" {
#^^^ error: unknown top level block type enum [unknown-block]
  schema = schema.s
  values = ["a"]
}

#==== unknown-attribute: the older name of the distribution column
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  distribution {
    style = KEY
    key   = column.id
#   ^^^^^^^^^^^^^^^^^ error: unknown attribute key in block of type distribution [unknown-attribute]
  }
}

#==== unknown-attribute: a misspelt one
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  sort {
    style   = COMPOUND
    colums = [column.id]
#   ^^^^^^^^^^^^^^^^^^^^ error: unknown attribute colums in block of type sort (Did you mean columns?) [unknown-attribute => columns]
  }
}

#==== duplicate-block: two sort keys
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  sort {
    style = AUTO
  }
  sort {
# ^^^^ error: block sort can be defined only once in block table [duplicate-block]
    style = AUTO
  }
}

#==== unknown-reference: a distribution column of no table
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
  distribution {
    style  = KEY
    column = column.ids
#                  ^^^^ error: Unsupported attribute; This object does not have an attribute named "ids". [unknown-reference => id]
  }
}

#==== missing-attribute: a view without its query
schema "s" {}
view "v" {
#^^^ error: missing required attribute as in block view [missing-attribute]
  schema = schema.s
}

#==== not missing-attribute: a view
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
view "v" {
  schema     = schema.s
  as         = "SELECT id FROM t"
  depends_on = [table.t]
  column "id" {
    type = bigint
  }
}

#==== exclusive: two ways to choose what is shared
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
datashare "d" {
  schema "s" {
    objects     = [table.t]
    include_new = true
#   ^^^^^^^^^^^^^^^^^^ error: attributes objects and include_new are mutually exclusive in block schema [exclusive]
  }
}

#==== not exclusive: one way
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = bigint
  }
}
datashare "d" {
  schema "s" {
    include_new = true
  }
}

#==== maybe-unknown: an attribute of an external schema
schema "lake" {
  external "data_catalog" {
    database = "lake"
    iam_role = "arn:aws:iam::111122223333:role/lake"
    regoin   = "eu-west-1"
#   ^^^^^^ hint: attribute regoin is not known in block of type external (Did you mean region?) [maybe-unknown => region]
  }
}

#==== not maybe-unknown: an attribute far from all others
schema "lake" {
  external "data_catalog" {
    database = "lake"
    iam_role = "arn:aws:iam::111122223333:role/lake"
    timeout  = 5
  }
}

#==== label-value: an external schema of no source
schema "lake" {
  external "data_catalogue" {
#          ^^^^^^^^^^^^^^^^ error: unknown source data_catalogue in block of type external (Did you mean data_catalog?) [label-value => "data_catalog"]
    database = "lake"
  }
}

#==== not label-value: an external schema
schema "events" {
  external "kafka" {
    uri            = "b-1.example:9092"
    authentication = NONE
  }
}
