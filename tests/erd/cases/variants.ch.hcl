schema "default" {
}
table "events" {
  schema = schema.default
  engine = MergeTree
  column "id" {
    type = UUID
  }
  column "at" {
    type = DateTime64(3, "UTC")
  }
  column "tags" {
    type = sql("Array(String)")
  }
  primary_key {
    columns = [column.id]
  }
  sort {
    on {
      column = column.id
    }
  }
}
