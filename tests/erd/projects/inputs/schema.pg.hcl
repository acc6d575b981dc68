variable "tenant" {
  type = string
}
variable "extra" {
  type    = string
  default = "default"
}
variable "secret" {
  type    = string
  default = "d"
}
variable "names" {
  type = list(string)
}
schema "s" {
  name = var.tenant
}
table "t" {
  schema  = schema.s
  comment = "${schema.s.name}-${var.extra}-${join(",", var.names)}"
  column "a" {
    type    = text
    default = var.secret
  }
}
