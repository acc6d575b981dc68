variable "who" {
  type    = string
  default = "w"
}
data "hcl_schema" "app" {
  path = "schema.pg.hcl"
  vars = {
    tenant = "t_${var.who}"
    names  = ["a", "b"]
  }
}
env "local" {
  src    = data.hcl_schema.app.url
  dev    = "docker://postgres/17/dev"
  extra  = "x"
  secret = getenv("X")
}
