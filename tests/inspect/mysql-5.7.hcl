table "t" {
  schema  = schema.app
  charset = "utf8"
  collate = "utf8_general_ci"
  engine  = MyISAM
  column "id" {
    null           = false
    type           = int
    unsigned       = true
    auto_increment = true
  }
  column "name" {
    null    = false
    type    = varchar(20)
    default = ""
  }
  column "flag" {
    null    = true
    type    = bool
    default = 1
  }
  column "bits" {
    null    = true
    type    = bit(4)
    default = sql("b'101'")
  }
  column "at" {
    null      = false
    type      = datetime
    default   = sql("CURRENT_TIMESTAMP")
    on_update = sql("CURRENT_TIMESTAMP")
  }
  column "sum" {
    null = true
    type = int
    as {
      expr = "(`id` + 1)"
      type = VIRTUAL
    }
  }
  column "kind" {
    null    = false
    type    = enum("a","it's")
    default = "a"
    charset = "latin1"
    collate = "latin1_bin"
  }
  primary_key {
    columns = [column.id]
  }
}
schema "app" {
  charset = "latin1"
  collate = "latin1_swedish_ci"
}
