schema "my schema" {
}
table "order items" {
  schema = schema["my schema"]
  column "Größe 😀" {
    type = text
  }
  column "a/b" {
    type = decimal(10, 2)
  }
  column "a/b" {
    type = text
  }
  primary_key {
    columns = [column["a/b"]]
  }
}
table "order items" {
  schema = schema["my schema"]
  column "x" {
    type = text
  }
  foreign_key {
    columns     = [column.x]
    ref_columns = [column.x]
  }
}
