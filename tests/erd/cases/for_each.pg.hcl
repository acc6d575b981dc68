# Copies of schemas and of what is in them; each table refers to the copy of its own schema.
variable "tenants" {
  type    = list(string)
  default = ["acme", "zeta"]
}
schema "tenant" {
  for_each = toset(var.tenants)
  name     = "t_${each.value}"
}
table "users" {
  for_each = toset(var.tenants)
  schema   = schema.tenant
  comment  = "users of ${each.key}"
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id]
  }
}
table "posts" {
  for_each = toset(var.tenants)
  schema   = schema.tenant
  column "author" {
    type = int
  }
  foreign_key "author" {
    columns     = [column.author]
    ref_columns = [table.users.column.id]
  }
}
