schema "main" {
}
schema "temp" {
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
  }
  primary_key {
    columns = [column.id]
  }
}
table "posts" {
  schema = schema.temp
  column "id" {
    type = int
  }
  column "text" {
    type = text
  }
  primary_key {
    columns = [column.id, column.text]
  }
  foreign_key "owner_id" {
    columns     = [column.id]
    ref_columns = [table.users.column.id]
  }
}
