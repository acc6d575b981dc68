# URLs and paths. In a case of several files these are all there is.

#==== not url: URLs of all kinds
env "a" {
  src = "file://schema.hcl"
  url = "postgres://user:p%40ss@localhost:5432/db?sslmode=disable&search_path=public"
  dev = "docker://postgres/17/dev"
}
env "b" {
  src = ["file://a.hcl", "file://b.hcl"]
  url = "mysql://root:pass@tcp(localhost:3306)/db"
  dev = "sqlite://file?mode=memory&_fk=1"
}
env "c" {
  src = "ent://ent/schema"
  url = "sqlserver://sa:P%23ss@[::1]:1433?database=master"
  dev = "clickhouse://localhost:9000/dev"
}
env "d" {
  src = "atlas://app?tag=v1"
  url = "maria://root@localhost:3306/%64b"
  migration {
    dir = "atlas://app"
  }
}

#==== not url: values that are known only when it runs
variable "pass" {
  type = string
}
env "a" {
  src = getenv("SRC")
  url = "postgres://user:${var.pass}@localhost:5432/db"
  dev = var.pass
}

#==== url: a path where a URL is wanted
env "a" {
  src = "schema.hcl"
#       ^^^^^^^^^^^^ warning: missing scheme. Did you mean file://schema.hcl? [url => file://]
}

#==== url: paths in a list
env "a" {
  src = ["a.hcl", "file://b.hcl"]
#        ^^^^^^^ warning: missing scheme. Did you mean file://a.hcl? [url => file://]
}

#==== url: a directory of migrations as a path
env "a" {
  migration {
    dir = "migrations"
#         ^^^^^^^^^^^^ warning: missing scheme. Did you mean file://migrations? [url => file://]
  }
}

#==== url: a database without a scheme
env "a" {
  url = "localhost:5432/db"
#       ^^^^^^^^^^^^^^^^^^^ warning: missing scheme. See: https://atlasgo.io/url [url]
}

#==== url: a driver with a slip
env "a" {
  url = "postgrs://localhost:5432/db"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: sql/sqlclient: unknown driver "postgrs" (Did you mean postgres?). See: https://atlasgo.io/url [url => postgres]
}

#==== url: a driver that is not known
env "a" {
  dev = "mongodb://localhost/db"
#       ^^^^^^^^^^^^^^^^^^^^^^^^ warning: sql/sqlclient: unknown driver "mongodb". See: https://atlasgo.io/url [url]
}

#==== url: a scheme that is no source of migrations
env "a" {
  migration {
    dir = "flie://migrations"
#         ^^^^^^^^^^^^^^^^^^^ warning: unknown scheme "flie" (Did you mean file?) [url => file]
  }
}

#==== url: a store of secrets with a slip
data "runtimevar" "a" {
  url = "awssecretmanager://secret"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: unknown scheme "awssecretmanager" (Did you mean awssecretsmanager?) [url => awssecretsmanager]
}

#==== not url: stores of secrets
data "runtimevar" "a" {
  url = "awssecretsmanager://secret?region=us-east-1"
}
data "runtimevar" "b" {
  url = "gcpsecretmanager://projects/p/secrets/s"
}

#==== url: a percent sign in a password
env "a" {
  url = "postgres://user:100%sure@localhost:5432/db"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: invalid URL escape in the user or password: write % as %25 [url]
}

#==== url: a percent sign in a name
env "a" {
  url = "postgres://localhost:5432/100%sure"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: invalid URL escape "%su" [url]
}

#==== not url: a percent sign in a query
env "a" {
  url = "postgres://localhost:5432/db?options=100%"
}

#==== url: a hash in a password
env "a" {
  url = "postgres://user:p#ss@localhost:5432/db"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: invalid port after host: special characters in a user or password must be percent-encoded [url]
}

#==== url: a slash in a password
env "a" {
  url = "mysql://user:p/ss@localhost:3306/db"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: invalid port after host: special characters in a user or password must be percent-encoded [url]
}

#==== url: a port that is no number
env "a" {
  url = "mysql://localhost:my/db"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ error: invalid port after host: special characters in a user or password must be percent-encoded [url]
}

#==== not url: an empty port, and one in brackets
env "a" {
  url = "mysql://localhost:/db"
  dev = "mysql://[::1]:3306/db"
}

#==== url: docker without an image
env "a" {
  dev = "docker://"
#       ^^^^^^^^^^^ error: missing image in URL: docker://image/tag/database [url]
}

#==== url: a repository without a name
env "a" {
  migration {
    dir = "atlas://"
#         ^^^^^^^^^^ error: missing host in URL: atlas://name of the repository [url]
  }
}

#==== url: a file without a path
env "a" {
  src = "file://"
#       ^^^^^^^^^ error: missing path in URL [url]
}

#==== url: a URL of the environment that leads to another
env "a" {
  url = "env://dev"
#       ^^^^^^^^^^^ error: env://dev (attribute) cannot reference another env:// [url]
  dev = "sqlite://dev?mode=memory"
}

#==== url: files and another source
env "a" {
  src = ["file://a.hcl", "ent://schema"]
#                        ^^^^^^^^^^^^^^ error: got mixed --to url schemes: "file" and "ent", the desired state must be provided from a single kind of source [url]
}

#==== url: two sources that are no files
env "a" {
  schema {
    src = ["ent://a", "ent://b"]
#                     ^^^^^^^^^ error: got multiple --to urls of scheme "ent", only multiple 'file://' urls are supported [url]
  }
}

#==== url: a part of a composite schema without a scheme
data "composite_schema" "a" {
  schema "public" {
    url = "part.hcl"
#         ^^^^^^^^^^ warning: missing scheme. Did you mean file://part.hcl? [url => file://]
  }
}

#==== url: a data source of rows
data "sql" "a" {
  url   = "sqlit://a.db"
#         ^^^^^^^^^^^^^^ warning: sql/sqlclient: unknown driver "sqlit" (Did you mean sqlite?). See: https://atlasgo.io/url [url => sqlite]
  query = "SELECT 1"
}

#==== missing-file: a schema that is not there
#---- atlas.hcl
env "a" {
  src = "file://shcema.hcl"
#       ^^^^^^^^^^^^^^^^^^^ warning: file "shcema.hcl" does not exist [missing-file]
}
#---- schema.hcl

#==== missing-file: one of several
#---- atlas.hcl
env "a" {
  src = ["file://schema.hcl", "file://more.hcl"]
#                             ^^^^^^^^^^^^^^^^^ warning: file "more.hcl" does not exist [missing-file]
}
#---- schema.hcl

#==== missing-file: migrations that are not there
#---- atlas.hcl
env "a" {
  migration {
    dir = "file://migrations?format=golang-migrate"
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: directory "migrations" does not exist [missing-file]
  }
}
#---- schema.hcl

#==== missing-file: a file where a directory is wanted
#---- atlas.hcl
env "a" {
  migration {
    dir = "file://schema.hcl"
#         ^^^^^^^^^^^^^^^^^^^ warning: path schema.hcl is not a directory [missing-file]
  }
}
#---- schema.hcl

#==== missing-file: templates that are not there
#---- atlas.hcl
data "template_dir" "a" {
  path = "templates"
#        ^^^^^^^^^^^ warning: directory "templates" does not exist [missing-file]
}
#---- schema.hcl

#==== missing-file: a schema of a data source
#---- atlas.hcl
data "hcl_schema" "a" {
  paths = ["schema.hcl", "other.hcl"]
#                        ^^^^^^^^^^^ warning: file "other.hcl" does not exist [missing-file]
}
#---- schema.hcl

#==== missing-file: tests that are not there
#---- atlas.hcl
test {
  schema {
    src = ["users.test.hcl"]
#          ^^^^^^^^^^^^^^^^ warning: file "users.test.hcl" does not exist [missing-file]
  }
}
#---- schema.hcl

#==== missing-file: a path from a local
#---- atlas.hcl
locals {
  name = "more"
}
env "a" {
  src = "file://${local.name}.hcl"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: file "more.hcl" does not exist [missing-file]
}
#---- schema.hcl

#==== not missing-file: files and directories that are there
#---- atlas.hcl
env "a" {
  src = ["file://schema.hcl", "file://schema"]
  migration {
    dir = "file://schema"
  }
}
data "hcl_schema" "a" {
  path = "schema"
}
#---- schema.hcl
# empty
#---- schema/a.hcl
# empty

#==== not missing-file: patterns, and paths that are known only when it runs
#---- atlas.hcl
variable "name" {
  type = string
}
env "a" {
  src = "file://${var.name}.hcl"
}
test {
  schema {
    src = ["tests/*.test.hcl"]
  }
}
#---- schema.hcl
