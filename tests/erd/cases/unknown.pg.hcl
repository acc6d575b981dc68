# What cannot be known without a run says so, and is no guess.
variable "secret" {
  type = string
}
locals {
  far = "${var.secret}_x"
}
schema "public" {
}
table "t" {
  schema  = schema.public
  comment = local.far
  column "a" {
    type    = text
    default = var.secret
    null    = data.sql.x.value
  }
  column "b" {
    type = enum.missing
  }
  column "c" {
    type = nothing
  }
  foreign_key "gone" {
    columns     = [column.a]
    ref_columns = [table.elsewhere.column.id]
  }
  foreign_key "gone_too" {
    columns     = [column.a, column.missing]
    ref_columns = [table.elsewhere.column.id, table.elsewhere.column.part]
  }
  foreign_key "nowhere" {
    columns     = [column.b]
    ref_columns = var.secret
  }
}
table "many" {
  for_each = toset([for x in ["a"] : "${x}${var.secret}"])
  schema   = schema.missing
  column "id" {
    type = int
  }
}
table "no_schema" {
  column "id" {
    type = int
  }
}
