variable "url" {
  type    = string
  default = "postgres://localhost:5432/shop?sslmode=disable"
}

env "local" {
  src = "file://schema.pg.hcl"
  url = var.url
  dev = "docker://postgres/16/dev?search_path=public"
}
