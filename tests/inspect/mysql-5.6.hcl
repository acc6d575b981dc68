table "t" {
  schema = schema.app
  column "id" {
    null    = false
    type    = int
    default = 7
  }
}
trigger "a" {
  on = table.t
  before {
    update = true
  }
  as = "SET NEW.id = 1"
}
trigger "b" {
  on = table.t
  after {
    update = true
  }
  as = "SET @n = 1"
}
schema "app" {
  charset = "latin1"
  collate = "latin1_swedish_ci"
}
