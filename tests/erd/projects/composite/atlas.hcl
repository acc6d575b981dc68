data "hcl_schema" "posts" {
  path = "posts.pg.hcl"
  vars = {
    comment = "from the project"
  }
}

data "composite_schema" "app" {
  schema "public" {
    url = "file://users.pg.hcl"
  }
  schema "public" {
    url = data.hcl_schema.posts.url
  }
}

env "local" {
  src = data.composite_schema.app.url
  dev = "docker://postgres/17/dev"
}
