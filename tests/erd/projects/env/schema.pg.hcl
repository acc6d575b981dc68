variable "prefix" {
  type = string
}
schema "main" {
  name = "${var.prefix}main"
}
table "users" {
  schema = schema.main
  column "id" {
    type    = text
    default = atlas.env
  }
}
