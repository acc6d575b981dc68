# Databricks: types, functions, and what may exist besides the names that are known.

#==== type-parameter: lengths are needed
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = VARCHAR
#          ^^^^^^^ error: Unknown variable; Type "VARCHAR" requires at least 1 argument [type-parameter]
  }
}

#==== type-parameter: limits
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = DECIMAL(39, 2)
#                  ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 1 and 38. [type-parameter]
  }
  column "y" {
    type = VARCHAR(0)
#                  ^ error: Invalid function argument; Invalid value for "size" parameter: must be at least 1. [type-parameter]
  }
}

#==== not type-parameter: with and without
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = DECIMAL(10, 2)
  }
  column "y" {
    type = VARCHAR(255)
  }
  column "z" {
    type = DECIMAL
  }
}

#==== server-limit: a scale larger than the precision
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = DECIMAL(4, 5)
#          ^^^^^^^^^^^^^ warning: decimal type must have precision >= scale: 4 < 5 [server-limit]
  }
}

#==== not server-limit: as many digits as there are
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = DECIMAL(5, 5)
  }
}

#==== type-parameter: types that take none
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = STRING(20)
#          ^^^^^^ error: Call to unknown function; Type "STRING" does not accept attributes [type-parameter]
  }
}

#==== unknown-type: a misspelt type
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = TIMESTMP
#          ^^^^^^^^ error: Unknown column.type; There is no type named "TIMESTMP". Did you mean "TIMESTAMP"? [unknown-type => TIMESTAMP]
  }
}

#==== not unknown-type: composed types as SQL
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = sql("ARRAY<STRING>")
  }
  column "y" {
    type = sql("STRUCT<a: INT, b: MAP<STRING, INT>>")
  }
}

#==== unknown-attribute: keys are informational
table "p" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.id]
    on_delete   = CASCADE
#   ^^^^^^^^^^^^^^^^^^^^^ error: unknown attribute on_delete in block of type foreign_key [unknown-attribute]
  }
}

#==== unknown-attribute: a misspelt one
table "p" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_colums  = [table.p.column.id]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unknown attribute ref_colums in block of type foreign_key (Did you mean ref_columns?) [unknown-attribute => ref_columns]
  }
}

#==== label-count: a check without a name
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
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
    type = BIGINT
  }
  check "c" {
    expr = "id > 0"
  }
}

#==== missing-attribute: a check without a condition
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  check "c" {
# ^^^^^ error: missing required attribute expr in block check [missing-attribute]
  }
}

#==== missing-attribute: a function without a language
schema "s" {}
function "f" {
#^^^^^^^ error: missing required attribute lang in block function [missing-attribute]
  schema = schema.s
  as     = "1"
  return = INT
}

#==== not missing-attribute: a function
schema "s" {}
function "f" {
  schema = schema.s
  lang   = SQL
  as     = "x + 1"
  return = INT
  arg "x" {
    type = INT
  }
}

#==== unknown-word: languages
schema "s" {}
function "f" {
  schema = schema.s
  lang   = PYTHN
#          ^^^^^ error: Unknown function.lang; There is no lang named "PYTHN". Did you mean "PYTHON"? [unknown-word => PYTHON]
  as     = "return 1"
  return = INT
}

#==== missing-attribute: an argument without a type
schema "s" {}
function "f" {
  schema = schema.s
  lang   = PYTHON
  as     = "return 1"
  arg "x" {
# ^^^ error: missing required attribute type in block arg [missing-attribute]
  }
}

#==== missing-attribute: a materialized view without a query
schema "s" {}
materialized "m" {
#^^^^^^^^^^^ error: missing required attribute as in block materialized [missing-attribute]
  schema = schema.s
}

#==== not unknown-block: an index, which Databricks does not have, in a list that is not complete
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  index "i" {
    columns = [column.id]
  }
}

#==== maybe-unknown: a misspelt block of a table
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  primray_key {
# ^^^^^^^^^^^ hint: block type primray_key is not known in block of type table (Did you mean primary_key?) [maybe-unknown => primary_key]
    columns = [column.id]
  }
}

#==== maybe-unknown: a misspelt attribute of a column
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type    = INT
    coment  = "text"
#   ^^^^^^ hint: attribute coment is not known in block of type column (Did you mean comment?) [maybe-unknown => comment]
  }
}

#==== not maybe-unknown: attributes that may exist
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = BIGINT
  }
  column "x" {
    type = INT
    mask = "m"
  }
  row_filter = "f"
}
