# Data sources.

#==== not unknown-attribute: data sql as documented
data "sql" "tenants" {
  url   = var.url
  query = "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE ?"
  args  = [var.pattern]
}
variable "pattern" {
  type = string
}
variable "url" {
  type = string
}

#==== unknown-attribute: arsg in data sql
data "sql" "x" {
  url   = "sqlite://a"
  query = "x"
  arsg = ["x"]
# ^^^^ error: Unsupported argument; An argument named "arsg" is not expected here. [unknown-attribute => args]
}

#==== missing-attribute: data sql without url
data "sql" "x" {
#              | error: Missing required argument; The argument "url" is required, but no definition was found. [missing-attribute]
  query = "x"
}

#==== value-kind: url of data sql
data "sql" "x" {
  query = "x"
  url = 5
#       ^ error: value of attr "url" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data external as documented
data "external" "env" {
  program = ["node", "print-env.js"]
}
locals {
  env = jsondecode(data.external.env)
}

#==== unknown-attribute: workign_dir in data external
data "external" "x" {
  program = ["x"]
  workign_dir = "x"
# ^^^^^^^^^^^ error: Unsupported argument; An argument named "workign_dir" is not expected here. [unknown-attribute => working_dir]
}

#==== missing-attribute: data external without program
data "external" "x" {
#                   | error: Missing required argument; The argument "program" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: program of data external
data "external" "x" {
  program = "x"
#           ^^^ error: schemahcl: field is of type slice but attr "program" is type: string [value-kind => ["x"]]
}

#==== not unknown-attribute: data external_schema as documented
data "external_schema" "gorm" {
  program = ["go", "run", "-mod=mod", "./loader"]
}

#==== unknown-attribute: workign_dir in data external_schema
data "external_schema" "x" {
  program = ["x"]
  workign_dir = "x"
# ^^^^^^^^^^^ error: Unsupported argument; An argument named "workign_dir" is not expected here. [unknown-attribute => working_dir]
}

#==== missing-attribute: data external_schema without program
data "external_schema" "x" {
#                          | error: Missing required argument; The argument "program" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: program of data external_schema
data "external_schema" "x" {
  program = "x"
#           ^^^ error: schemahcl: field is of type slice but attr "program" is type: string [value-kind => ["x"]]
}

#==== not unknown-attribute: data composite_schema as documented
data "composite_schema" "app" {
  schema "inventory" {
    url = data.external_schema.orm.url
  }
  schema "graph" {
    url = "ent://ent/schema"
  }
}
data "external_schema" "orm" {
  program = ["orm"]
}

#==== not unknown-attribute: data composite_schema.schema as documented
data "composite_schema" "x" {
  schema "public" {
    url = "file://triggers.my.hcl"
  }
}

#==== missing-attribute: data composite_schema.schema without url
data "composite_schema" "x" {
  schema {
# ^^^^^^ error: missing required attribute url in block schema [missing-attribute]
  }
}

#==== not unknown-attribute: data remote_dir as documented
data "remote_dir" "migrations" {
  name = "myapp"
}

#==== unknown-attribute: naem in data remote_dir
data "remote_dir" "x" {
  naem = "x"
# ^^^^ error: Unsupported argument; An argument named "naem" is not expected here. [unknown-attribute => name]
}

#==== missing-attribute: data remote_dir without name
data "remote_dir" "x" {
#                     | error: Missing required argument; The argument "name" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: name of data remote_dir
data "remote_dir" "x" {
  name = 5
#        ^ error: value of attr "name" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data remote_schema as documented
data "remote_schema" "app" {
  name = "app"
  tag  = "v1"
}

#==== unknown-attribute: verison in data remote_schema
data "remote_schema" "x" {
  name = "x"
  verison = "x"
# ^^^^^^^ error: Unsupported argument; An argument named "verison" is not expected here. [unknown-attribute => version]
}

#==== missing-attribute: data remote_schema without name
data "remote_schema" "x" {
#                        | error: Missing required argument; The argument "name" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: name of data remote_schema
data "remote_schema" "x" {
  name = 5
#        ^ error: value of attr "name" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data template_dir as documented
data "template_dir" "migrations" {
  path = "migrations"
  vars = {
    Schema = var.tenant
  }
}
variable "tenant" {
  type = string
}

#==== unknown-attribute: vasr in data template_dir
data "template_dir" "x" {
  path = "x"
  vasr = { a = "x" }
# ^^^^ error: Unsupported argument; An argument named "vasr" is not expected here. [unknown-attribute => vars]
}

#==== missing-attribute: data template_dir without path
data "template_dir" "x" {
#                       | error: Missing required argument; The argument "path" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: path of data template_dir
data "template_dir" "x" {
  path = 5
#        ^ error: value of attr "path" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data hcl_schema as documented
data "hcl_schema" "app" {
  paths = fileset("schema/*.pg.hcl")
  vars = {
    tenant = var.tenant
  }
}
variable "tenant" {
  type = string
}

#==== unknown-attribute: paht in data hcl_schema
data "hcl_schema" "x" {
  paht = "x"
# ^^^^ error: Unsupported argument; An argument named "paht" is not expected here. [unknown-attribute => path]
}

#==== value-kind: path of data hcl_schema
data "hcl_schema" "x" {
  path = 5
#        ^ error: value of attr "path" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data runtimevar as documented
data "runtimevar" "pass" {
  url = "awssecretsmanager://db-pass?region=us-east-1"
}

#==== missing-attribute: data runtimevar without url
data "runtimevar" "x" {
#                     | error: Missing required argument; The argument "url" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: url of data runtimevar
data "runtimevar" "x" {
  url = 5
#       ^ error: value of attr "url" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data aws_rds_token as documented
data "aws_rds_token" "db" {
  endpoint = local.endpoint
  region   = "us-east-1"
  username = "migrator"
}
locals {
  endpoint = "x"
}

#==== unknown-attribute: regoin in data aws_rds_token
data "aws_rds_token" "x" {
  endpoint = "x"
  username = "x"
  regoin = "x"
# ^^^^^^ error: Unsupported argument; An argument named "regoin" is not expected here. [unknown-attribute => region]
}

#==== missing-attribute: data aws_rds_token without endpoint
data "aws_rds_token" "x" {
#                        | error: Missing required argument; The argument "endpoint" is required, but no definition was found. [missing-attribute]
  username = "x"
}

#==== value-kind: endpoint of data aws_rds_token
data "aws_rds_token" "x" {
  username = "x"
  endpoint = 5
#            ^ error: value of attr "endpoint" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data gcp_cloudsql_token as documented
data "gcp_cloudsql_token" "db" {}

#==== unknown-attribute: regoin in data gcp_cloudsql_token
data "gcp_cloudsql_token" "x" {
  regoin = "x"
# ^^^^^^ error: Unsupported argument; An argument named "regoin" is not expected here. [unknown-attribute => region]
}

#==== value-kind: region of data gcp_cloudsql_token
data "gcp_cloudsql_token" "x" {
  region = 5
#          ^ error: value of attr "region" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data azure_db_token as documented
data "azure_db_token" "db" {}

#==== not unknown-attribute: data blob_dir as documented
data "blob_dir" "migrations" {
  url = "s3://acme-migrations/app?region=us-east-1"
}

#==== missing-attribute: data blob_dir without url
data "blob_dir" "x" {
#                   | error: Missing required argument; The argument "url" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: url of data blob_dir
data "blob_dir" "x" {
  url = 5
#       ^ error: value of attr "url" cannot be read as string: string value is required [value-kind]
}

#==== not unknown-attribute: data cloud_databases as documented
data "cloud_databases" "all" {
  repo = "app"
  env  = "prod"
}

#==== unknown-attribute: reop in data cloud_databases
data "cloud_databases" "x" {
  reop = "x"
# ^^^^ error: Unsupported argument; An argument named "reop" is not expected here. [unknown-attribute => repo]
}

#==== missing-attribute: data cloud_databases without repo
data "cloud_databases" "x" {
#                          | error: Missing required argument; The argument "repo" is required, but no definition was found. [missing-attribute]
}

#==== value-kind: repo of data cloud_databases
data "cloud_databases" "x" {
  repo = 5
#        ^ error: value of attr "repo" cannot be read as string: string value is required [value-kind]
}

#==== data-source: a kind that is misspelt
data "exteral" "x" {
#    ^^^^^^^^^ warning: missing data source handler for "exteral" [data-source => "external"]
  program = ["x"]
}

#==== not data-source: a kind that is not known may exist
data "feature_flags" "x" {
  program = ["x"]
}
