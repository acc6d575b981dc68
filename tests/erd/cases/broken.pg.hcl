schema "public" {
}
table "whole" {
  schema = schema.public
  column "id" {
    type = int
  }
}
table "half" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "name" {
    type =
  }
  foreign_key "fk" {
    columns     = [column.id]
    ref_columns = [table.whole.column.
  }
}
table "after" {
  schema = schema.public
  column "id" {
    type = bigint
  }
}
table "open" {
  schema = schema.public
  column "id" {
    type = int
