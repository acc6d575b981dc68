variable "comment" {
  type = string
}

schema "public" {
}

table "posts" {
  schema  = schema.public
  comment = var.comment
  column "author" {
    type = int
  }
  foreign_key "author" {
    columns     = [column.author]
    ref_columns = [table.users.column.id]
  }
}
