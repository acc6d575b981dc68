schema "main" {
}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
  column "name" {
    type = text
    null = true
  }
  column "best_friend_id" {
    type = int
    null = true
  }
  primary_key {
    columns = [column.id]
  }
  index "best_friend" {
    unique  = true
    columns = [column.best_friend_id]
  }
  foreign_key "best_friend_id" {
    columns     = [column.best_friend_id]
    ref_columns = [column.id]
  }
}
