# Oracle: identity and virtual columns, indexes with a domain, operators, and the rules of the server.

#==== type-parameter: a length is needed
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "x" {
    type = VARCHAR2
#          ^^^^^^^^ error: Unknown variable; Type "VARCHAR2" requires at least 1 argument [type-parameter]
  }
}

#==== type-parameter: lengths
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = VARCHAR2(32768)
#                   ^^^^^ error: Invalid function argument; Invalid value for "size" parameter: must be between 1 and 32767. [type-parameter]
  }
  column "b" {
    type = NUMBER(39)
#                 ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 1 and 38. [type-parameter]
  }
  column "c" {
    type = NUMBER(5, 128)
#                    ^^^ error: Invalid function argument; Invalid value for "scale" parameter: must be between -84 and 127. [type-parameter]
  }
  column "d" {
    type = TIMESTAMP(10)
#                    ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 0 and 9. [type-parameter]
  }
}

#==== not type-parameter: a negative scale, and one larger than the precision
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = NUMBER(5, -2)
  }
  column "b" {
    type = NUMBER(2, 5)
  }
  column "c" {
    type = NUMBER
  }
  column "d" {
    type = CLOB
  }
}

#==== type-parameter: too many
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = NUMBER(1, 2, 3)
#          ^^^^^^^ error: Error in function call; Call to function "NUMBER" failed: too many arguments for type definition "NUMBER". [type-parameter]
  }
}

#==== unknown-type: a misspelt type
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = NUMBR
#          ^^^^^ error: Unknown column.type; There is no type named "NUMBR". Did you mean "NUMBER"? [unknown-type => NUMBER]
  }
}

#==== unknown-word: no such action
table "p" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.id]
    on_delete   = RESTRICT
#                 ^^^^^^^^ error: Unknown foreign_key.on_delete; There is no on_delete named "RESTRICT". [unknown-word]
  }
}

#==== not unknown-word: actions
table "p" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = NUMBER
  }
  column "b" {
    type = VARCHAR2(20)
    null = true
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
    type = NUMBER
  }
}
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.p.column.id]
    on_update   = CASCADE
#   ^^^^^^^^^^^^^^^^^^^^^ error: unknown attribute on_update in block of type foreign_key [unknown-attribute]
  }
}

#==== exclusive: a virtual column of two expressions
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "x" {
    type = NUMBER
    as   = "ID + 1"
    as {
#   ^^ error: multiple as definitions for column "x" [exclusive]
      expr = "ID + 2"
    }
  }
}

#==== exclusive: an index by columns and parts
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
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
    type = NUMBER
  }
  index "i" {
    on {
      column = column.id
      expr   = "ID + 1"
#     ^^^^^^^^^^^^^^^^^ error: cannot use both "column" and "expr" in index "i" at position 0 [exclusive]
    }
  }
}

#==== not exclusive: an index by an expression
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  index "i" {
    on {
      expr = "ID + 1"
    }
  }
}

#==== server-limit: parameters without a domain
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  index "i" {
    columns    = [column.id]
    parameters = "x"
#                ^^^ warning: parameters are for indexes with a domain [server-limit]
  }
}

#==== server-limit: identity columns
schema "s" {}
table "t" {
  schema = schema.s
  column "a" {
    type    = NUMBER
    default = 5
#             ^ warning: identity column "a" cannot have a default [server-limit]
    identity {
      generated = ALWAYS
    }
  }
  column "b" {
    type = VARCHAR2(10)
#          ^^^^^^^^^^^^ warning: identity column "b" must be of a numeric type [server-limit]
    null = true
#          ^^^^ warning: identity column "b" must be NOT NULL [server-limit]
    identity {
#   ^^^^^^^^ warning: a table can have only one identity column [server-limit]
      generated = BY_DEFAULT
    }
  }
}

#==== not server-limit: an identity column
schema "s" {}
table "t" {
  schema = schema.s
  column "a" {
    type = NUMBER(10)
    identity {
      generated = BY_DEFAULT
      start     = 100
      increment = 10
      cache     = 20
      order     = true
    }
  }
}

#==== unknown-word: how identities are generated
schema "s" {}
table "t" {
  schema = schema.s
  column "a" {
    type = NUMBER(10)
    identity {
      generated = ALWAY
#                 ^^^^^ error: Unknown identity.generated; There is no generated named "ALWAY". Did you mean "ALWAYS"? [unknown-word => ALWAYS]
    }
  }
}

#==== duplicate-block: two identities
schema "s" {}
table "t" {
  schema = schema.s
  column "a" {
    type = NUMBER(10)
    identity {
      generated = ALWAYS
    }
    identity {
#   ^^^^^^^^ error: block identity can be defined only once in block column [duplicate-block]
      generated = ALWAYS
    }
  }
}

#==== value-kind: a text for a number
schema "s" {}
table "t" {
  schema = schema.s
  column "a" {
    type = NUMBER(10)
    identity {
      start = "one"
#             ^^^^^ error: value of attr "start" cannot be read as integer: number value is required [value-kind]
    }
  }
}

#==== server-limit: a virtual column with a default
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "x" {
    type    = NUMBER
    as      = "ID + 1"
    default = 5
#             ^ warning: generated column "x" cannot have a default [server-limit]
  }
}

#==== missing-attribute: a check without a condition
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  check "c" {
# ^^^^^ error: missing required attribute expr in block check [missing-attribute]
  }
}

#==== not missing-attribute: checks with and without a name
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  check "c" {
    expr = "ID > 0"
  }
  check {
    expr = "ID < 10"
  }
}

#==== not unknown-reference: an operator inside a block of the same name
schema "s" {}
index_type "TEXT_INDEX" {
  schema    = schema.s
  impl_type = object_type.IMPL
  operator {
    operator = operator.MATCHES
  }
}
object_type "IMPL" {
  schema = schema.s
}
operator "MATCHES" {
  schema = schema.s
  binding {
    function = function.F
    args     = [NUMBER]
    return   = NUMBER
  }
}
function "F" {
  schema = schema.s
  return = NUMBER
  as     = "BEGIN RETURN 1; END"
}

#==== maybe-unknown: a misspelt attribute of a sequence
schema "s" {}
sequence "q" {
  schema    = schema.s
  incremnt = 2
# ^^^^^^^^ hint: attribute incremnt is not known in block of type sequence (Did you mean increment?) [maybe-unknown => increment]
}

#==== not maybe-unknown: an attribute that may exist
schema "s" {}
sequence "q" {
  schema  = schema.s
  keep    = true
}
