# MariaDB takes what MySQL takes, but for a few things.

#==== not server-limit: a literal default of a text column
schema "app" {}
table "t" {
  schema           = schema.app
  system_versioned = true
  column "a" {
    type    = text
    default = "x"
  }
}
