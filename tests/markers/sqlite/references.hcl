# References between blocks and files, keys and foreign keys.

#==== unknown-reference: a column that does not exist
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.idd]
#                    ^^^^ error: Unsupported attribute; This object does not have an attribute named "idd". [unknown-reference => id]
  }
}

#==== unknown-reference: a schema that does not exist
schema "main" {}
table "users" {
  schema = schema.mian
#                ^^^^^ error: Unsupported attribute; This object does not have an attribute named "mian". [unknown-reference => main]
}

#==== unknown-reference: a table that does not exist
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.poeple.column.id]
#                       ^^^^^^^ error: Unsupported attribute; This object does not have an attribute named "poeple". [unknown-reference]
  }
}

#==== unknown-reference: a column of another table that does not exist
schema "main" {}
table "people" {
  schema = schema.main
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.people.column.key]
#                                     ^^^^ error: Unsupported attribute; This object does not have an attribute named "key". [unknown-reference]
  }
}

#==== unknown-reference: a qualified table without its qualifier
schema "main" {}
table "main" "people" {
  schema = schema.main
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.people.column.id]
#                       ^^^^^^^ error: Unsupported attribute; This object does not have an attribute named "people". [unknown-reference]
  }
}

#==== invalid-index: an attribute of a text
schema "main" {}
locals {
  a = "x"
  b = local.a.x
#            ^^ error: Unsupported attribute; Can't access attributes on a primitive-typed value (string). [invalid-index]
}

#==== unknown-reference: a local that does not exist
locals {
  a = local.b
#          ^^ error: Unsupported attribute; This object does not have an attribute named "b". [unknown-reference]
}

#==== unknown-reference: a variable that does not exist
variable "a" {
  type = string
}
locals {
  b = var.aa
#        ^^^ error: Unsupported attribute; This object does not have an attribute named "aa". [unknown-reference => a]
}

#==== not unknown-reference: in another file
#---- a.lt.hcl
schema "main" {}
table "people" {
  schema = schema.main
  column "id" {
    type = int
  }
}
#---- b.lt.hcl
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.people.column.id]
  }
}

#==== not unknown-reference: names with blanks
schema "main" {}
table "order items" {
  schema = schema.main
  column "unit price" {
    type = int
  }
  index "i" {
    columns = [column["unit price"]]
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table["order items"].column["unit price"]]
  }
}

#==== wrong-reference: a table where a column is due
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [table.users]
#              ^^^^^^^^^^^ error: schemahcl: missing "column" in reference [wrong-reference]
  }
}

#==== wrong-reference: all columns at once
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [column]
#   ^^^^^^^^^^^^^^^^^^ error: invalid reference used in columns [wrong-reference]
  }
}

#==== wrong-reference: a column as the type
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "other" {
    type = column.id
#          ^^^^^^^^^ error: set field "type": unexpected type ref [wrong-reference]
  }
}

#==== not wrong-reference: the table itself by its full name
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [table.users.column.id]
  }
}

#==== schema-name: text for the schema
table "users" {
  schema = "main"
#          ^^^^^^ error: cannot extract schema name for table "users": schemahcl: missing type in reference "main" [schema-name]
}

#==== schema-name: a table for the schema
schema "main" {}
table "a" {
  schema = schema.main
}
table "users" {
  schema = table.a
#          ^^^^^^^ error: cannot extract schema name for table "users": schemahcl: missing "schema" in reference [schema-name]
}

#==== schema-name: the first label is another schema
schema "a" {}
schema "b" {}
table "a" "users" {
#     ^^^ warning: schema "a" not found for table "users": the schema attribute names "b" [schema-name]
  schema = schema.b
}

#==== not schema-name: the first label is the schema's real name
schema "a" {
  name = "main"
}
table "main" "users" {
  schema = schema.a
}

#==== foreign-column: a column of another table in an index
schema "main" {}
table "people" {
  schema = schema.main
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  index "i" {
    columns = [table.people.column.id]
#              ^^^^^^^^^^^^^^^^^^^^^^ warning: column "id" belongs to table "people", not to table "users" [foreign-column => column.id]
  }
}

#==== foreign-column: one that the table does not even have
schema "main" {}
table "people" {
  schema = schema.main
  column "age" {
    type = int
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  primary_key {
    columns = [table.people.column.age]
#              ^^^^^^^^^^^^^^^^^^^^^^^ error: column "age" was not found in table users [foreign-column]
  }
}

#==== not foreign-column: referenced columns of a foreign key
schema "main" {}
table "people" {
  schema = schema.main
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.people.column.id]
  }
}

#==== foreign-key: lists of different length
schema "main" {}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  column "b" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.a]
    ref_columns = [column.a, column.b]
#                 ^^^^^^^^^^^^^^^^^^^^ error: sqlspec: number of referencing and referenced columns do not match for foreign-key "f" [foreign-key]
  }
}

#==== foreign-key: columns of two tables
schema "main" {}
table "x" {
  schema = schema.main
  column "a" {
    type = int
  }
}
table "y" {
  schema = schema.main
  column "a" {
    type = int
  }
}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  column "b" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.a, column.b]
    ref_columns = [table.x.column.a, table.y.column.a]
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: sqlspec: more than 1 table was referenced for foreign-key "f" [foreign-key]
  }
}

#==== not foreign-key: two columns of one table
schema "main" {}
table "x" {
  schema = schema.main
  column "a" {
    type = int
  }
  column "b" {
    type = int
  }
}
table "users" {
  schema = schema.main
  column "a" {
    type = int
  }
  column "b" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.a, column.b]
    ref_columns = [table.x.column.a, table.x.column.b]
  }
}

#==== foreign-key-type: a number that refers to text
schema "main" {}
table "people" {
  schema = schema.main
  column "id" {
    type = text
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.people.column.id]
#                  ^^^^^^^^^^^^^^^^^^^^^^ warning: column "id" is of type int, but the referenced column "id" is of type text [foreign-key-type]
  }
}

#==== not foreign-key-type: two spellings of numbers
schema "main" {}
table "people" {
  schema = schema.main
  column "id" {
    type = integer
  }
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.people.column.id]
  }
}

#==== ambiguous-reference: one plain name in two schemas
schema "a" {}
schema "b" {}
table "people" {
  schema = schema.a
  column "id" {
    type = int
  }
}
table "people" {
  schema = schema.b
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.a
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.people.column.id]
#                  ^^^^^^^^^^^^^^^^^^^^^^ error: multiple reference tables found for "people" [ambiguous-reference]
  }
}

#==== not ambiguous-reference: with qualifiers
schema "a" {}
schema "b" {}
table "a" "people" {
  schema = schema.a
  column "id" {
    type = int
  }
}
table "b" "people" {
  schema = schema.b
  column "id" {
    type = int
  }
}
table "users" {
  schema = schema.a
  column "id" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.id]
    ref_columns = [table.a.people.column.id]
  }
}

#==== cycle: locals that need each other
locals {
  a = local.b
# ^ error: cyclic reference to "local.a" [cycle]
  b = local.a
}

#==== not cycle: locals in any order
locals {
  a = local.b
  b = 1
}

#==== not unknown-reference: the definition is misspelt, which is said already
schema "main" {}
table "users" {
  schema = schema.main
  colum "id" {
# ^^^^^ error: unknown block type colum in block of type table (Did you mean column?) [unknown-block => column]
    type = int
  }
  column "b" {
    type = int
  }
  primary_key {
    columns = [column.id]
  }
  index "i" {
    columns = [column.b, column["id"]]
  }
}

#==== unknown-reference: a misspelt block of another name is no excuse
schema "main" {}
table "users" {
  schema = schema.main
  colum "id" {
# ^^^^^ error: unknown block type colum in block of type table (Did you mean column?) [unknown-block => column]
    type = int
  }
  column "b" {
    type = int
  }
  primary_key {
    columns = [column.key]
#                    ^^^^ error: Unsupported attribute; This object does not have an attribute named "key". [unknown-reference]
  }
}

#==== not unknown-reference: of two tables with one name, that of the own file counts
#---- a.lt.hcl
schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
}
table "pets" {
  schema = schema.main
  column "owner" {
    type = int
  }
  foreign_key "f" {
    columns     = [column.owner]
    ref_columns = [table.users.column.id]
  }
}
#---- b.lt.hcl
table "users" {
#     ^^^^^^^ warning: duplicate table "users" [duplicate-name]
  schema = schema.main
  column "key" {
    type = int
  }
}

#==== not unknown-reference: the definition lacks its label, which is said already
schema "main" {}
table "users" {
  schema = schema.main
  column {
# ^^^^^^ error: column block must have exactly 1 label [label-count]
    type = int
  }
  primary_key {
    columns = [column.id]
  }
}
