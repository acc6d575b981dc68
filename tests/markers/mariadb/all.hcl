# MariaDB: what it shares with MySQL, and what not.

#==== unknown-type: jsonb
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = jsonb
#          ^^^^^ error: Unknown column.type; There is no type named "jsonb". Did you mean "json"? [unknown-type => json]
  }
}

#==== not unknown-type: json
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = json
  }
}

#==== type-parameter: a size is needed
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = varbinary
#          ^^^^^^^^^ error: Unknown variable; Type "varbinary" requires at least 1 argument [type-parameter]
  }
}

#==== unknown-attribute: misspelt
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = int
    unsinged = true
#   ^^^^^^^^^^^^^^^ error: unknown attribute unsinged in block of type column (Did you mean unsigned?) [unknown-attribute => unsigned]
  }
}

#==== not unknown-attribute: attributes that only MariaDB has
schema "app" {}
table "users" {
  schema = schema.app
  system_versioned = true
  column "a" {
    type = int
  }
}

#==== unknown-block: misspelt
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  forein_key "f" {
# ^^^^^^^^^^ error: unknown block type forein_key in block of type table (Did you mean foreign_key?) [unknown-block => foreign_key]
    columns     = [column.id]
    ref_columns = [column.id]
  }
}

#==== missing-attribute: ref_columns
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  foreign_key "f" {
# ^^^^^^^^^^^ error: missing required attribute ref_columns in block foreign_key [missing-attribute]
    columns = [column.id]
  }
}

#==== unknown-word: an action
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [column.id]
    on_update   = RESTRIC
#                 ^^^^^^^ error: Unknown foreign_key.on_update; There is no on_update named "RESTRIC". Did you mean "RESTRICT"? [unknown-word => RESTRICT]
  }
}

#==== unknown-reference: a column
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.di]
#                    ^^^ error: Unsupported attribute; This object does not have an attribute named "di". [unknown-reference => id]
  }
}

#==== value-kind: text for a flag
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = int
    null = "no"
#          ^^^^ error: value of attr "null" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== duplicate-name: two indexes
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  index "i" {
    columns = [column.id]
  }
  index "i" {
#       ^^^ error: duplicate index "i" in block of type table [duplicate-name]
    columns = [column.id]
  }
}

#==== label-count: a column without a name
schema "app" {}
table "users" {
  schema = schema.app
  column {
# ^^^^^^ error: column block must have exactly 1 label [label-count]
    type = int
  }
}

#==== key-shape: an index without columns
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  index "i" {
# ^^^^^ error: missing definition for index "i" [key-shape]
  }
}

#==== not key-shape: an index with a part
schema "app" {}
table "users" {
  schema = schema.app
  column "id" {
    type = int
  }
  index "i" {
    on {
      column = column.id
    }
  }
}

#==== syntax: a comma at the end of an argument
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = int,
#             ^ error: Unexpected comma after argument; Argument definitions must be separated by newlines, not commas. An argument definition must end with a newline. [syntax => ]
  }
}

#==== attribute-redefined: two types
schema "app" {}
table "users" {
  schema = schema.app
  column "a" {
    type = int
    type = text
#   ^^^^ error: Attribute redefined; The argument "type" was already set. Each argument may be set only once. [attribute-redefined]
  }
}
