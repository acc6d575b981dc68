"""Schemas that the tests share."""

GOOD = """\
schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id]
  }
}
"""

ORDERS = """\
table "orders" {
  schema = schema.public
  column "user_id" {
    type = int
  }
  foreign_key "user" {
    columns     = [column.user_id]
    ref_columns = [table.users.column.id]
  }
}
"""

BAD = GOOD.replace("columns = ", "coulmns = ")

# Four mistakes: no schema, primray_key, coulmns over three lines, a foreign key without label.
ANNOUNCEMENT = """\
table "users" {
  column "id" {
    type = int
  }
  column "name" {
    type = varchar(255)
  }
  column "manager_id" {
    type = int
  }
  primray_key {
    columns = [
      column.id
    ]
  }
  index "idx_name" {
    coulmns = [
      column.name
    ]
    unique = true
  }
  foreign_key {
    columns     = [column.manager_id]
    ref_columns = [column.id]
  }
}
"""

ANNOUNCED = """\
schema.hcl:1,1-6: missing required attribute schema in block table
schema.hcl:11,3-14: unknown block type primray_key in block of type table (Did you mean primary_key?)
schema.hcl:17,5-19,6: unknown attribute coulmns in block of type index (Did you mean columns?)
schema.hcl:22,3-14: foreign_key block must have exactly 1 label
"""
