# Environments and what they hold.

#==== not unknown-attribute: atlas as documented
atlas {
  cloud {
    org = "acme"
  }
}

#==== label-count: atlas with a label too many
atlas "y" {
#^^^^ error: atlas block must have exactly 0 labels [label-count]
  cloud {
    org = "x"
  }
}

#==== unknown-block: cluod in atlas
atlas {
  cloud {
    org = "x"
  }
  cluod {
# ^^^^^ error: unknown block type cluod in block of type atlas (Did you mean cloud?) [unknown-block => cloud]
  }
}

#==== not unknown-attribute: atlas.cloud as documented
atlas {
  cloud {
    token = var.cloud_token
  }
}
variable "cloud_token" {
  type = string
}

#==== unknown-attribute: toekn in atlas.cloud
atlas {
  cloud {
    org = "x"
    toekn = "x"
#   ^^^^^^^^^^^ error: unknown attribute toekn in block of type cloud (Did you mean token?) [unknown-attribute => token]
  }
}

#==== value-kind: token of atlas.cloud
atlas {
  cloud {
    org = "x"
    token = 5
#           ^ error: value of attr "token" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: atlas.cloud with a label too many
atlas {
  cloud "y" {
# ^^^^^ error: cloud block must have exactly 0 labels [label-count]
    org = "x"
  }
}

#==== not unknown-attribute: variable as documented
variable "tenant" {
  type    = string
  default = "public"
}

#==== unknown-attribute: defualt in variable
variable "tenant" {
  type = string
  defualt = "x"
# ^^^^^^^ error: Unsupported argument; An argument named "defualt" is not expected here. [unknown-attribute => default]
}

#==== not unknown-attribute: variable.validation as documented
variable "tenant" {
  type = string
  validation {
    condition     = can(regex("^[a-z_]+$", var.tenant))
    error_message = "tenant must be lower case"
  }
}

#==== value-kind: condition of variable.validation
variable "tenant" {
  type = string
  validation {
    error_message = "x"
    condition = "yes"
#               ^^^^^ error: value of attr "condition" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: locals as documented
locals {
  dev = "docker://postgres/17/dev?search_path=public"
}

#==== label-count: locals with a label too many
locals "y" {
#^^^^^ error: locals block must have exactly 0 labels [label-count]
}

#==== not unknown-attribute: test as documented
test {
  schema {
    src = ["schema.test.hcl"]
    vars = {
      seed = "seed.sql"
    }
  }
  migrate {
    src = ["migrate.test.hcl"]
  }
}

#==== not unknown-attribute: test.schema as documented
test {
  schema {
    src = ["schema.test.hcl", "plan.test.hcl"]
  }
}

#==== value-kind: src of test.schema
test {
  schema {
    src = "x"
#         ^^^ error: schemahcl: field is of type slice but attr "src" is type: string [value-kind => ["x"]]
  }
}

#==== not unknown-attribute: test.migrate as documented
test {
  migrate {
    src = ["migrate.test.hcl"]
  }
}

#==== label-count: test.migrate with a label too many
test {
  migrate "y" {
# ^^^^^^^ error: migrate block must have exactly 0 labels [label-count]
    src = ["x"]
  }
}

#==== not unknown-attribute: test.script as documented
test {
  script {
    src = ["scripts.test.hcl"]
  }
}

#==== unknown-attribute: vasr in test.script
test {
  script {
    src = ["x"]
    vasr = { a = "x" }
#   ^^^^^^^^^^^^^^^^^^ error: unknown attribute vasr in block of type script (Did you mean vars?) [unknown-attribute => vars]
  }
}

#==== missing-attribute: test.script without src
test {
  script {
# ^^^^^^ error: missing required attribute src in block script [missing-attribute]
  }
}

#==== not unknown-attribute: env as documented
env "local" {
  src = "file://schema.pg.hcl"
  url = getenv("DATABASE_URL")
  dev = "docker://postgres/17/dev?search_path=public"
  tenant = "acme" // becomes var.tenant in schema files
}
variable "tenant" {
  type = string
}

#==== value-kind: name of env
env {
  name = 5
#        ^ error: value of attr "name" cannot be read as string: string value is required [value-kind]
}

#==== label-count: env with a label too many
env "y" "z" {
#^^ error: env block must have at most 1 label [label-count]
}

#==== unknown-block: schmea in env
env {
  schmea {
# ^^^^^^ error: unknown block type schmea in block of type env (Did you mean schema?) [unknown-block => schema]
  }
}

#==== not unknown-attribute: env.schema as documented
env {
  schema {
    src = "file://schema.sql"
    repo {
      name = "app"
    }
  }
}

#==== label-count: env.schema with a label too many
env {
  schema "y" {
# ^^^^^^ error: schema block must have exactly 0 labels [label-count]
  }
}

#==== unknown-block: reop in env.schema
env {
  schema {
    reop {
#   ^^^^ error: unknown block type reop in block of type schema (Did you mean repo?) [unknown-block => repo]
    }
  }
}

#==== not unknown-attribute: env.schema.repo as documented
env {
  schema {
    repo {
      name = "app"
    }
  }
}

#==== unknown-attribute: naem in env.schema.repo
env {
  schema {
    repo {
      naem = "x"
#     ^^^^^^^^^^ error: unknown attribute naem in block of type repo (Did you mean name?) [unknown-attribute => name]
    }
  }
}

#==== not unknown-attribute: env.schema.mode as documented
env {
  schema {
    mode {
      roles       = true
      permissions = true
    }
  }
}

#==== value-kind: roles of env.schema.mode
env {
  schema {
    mode {
      roles = "yes"
#             ^^^^^ error: value of attr "roles" cannot be read as bool: bool value is required [value-kind]
    }
  }
}

#==== unknown-word: sensitive of env.schema.mode
env {
  schema {
    mode {
      sensitive = ALOLW
#                 ^^^^^ error: Unknown mode.sensitive; There is no sensitive named "ALOLW". Did you mean "ALLOW"? [unknown-word => ALLOW]
    }
  }
}

#==== not unknown-attribute: env.migration as documented
env {
  migration {
    dir        = "file://migrations"
    exec_order = LINEAR
    repo {
      name = "app"
    }
  }
}

#==== unknown-attribute: foramt in env.migration
env {
  migration {
    foramt = atlas
#   ^^^^^^^^^^^^^^ error: unknown attribute foramt in block of type migration (Did you mean format?) [unknown-attribute => format]
  }
}

#==== value-kind: dir of env.migration
env {
  migration {
    dir = 5
#         ^ error: value of attr "dir" cannot be read as string: string value is required [value-kind]
  }
}

#==== unknown-word: exec_order of env.migration
env {
  migration {
    exec_order = LINAER
#                ^^^^^^ error: Unknown migration.exec_order; There is no exec_order named "LINAER". Did you mean "LINEAR"? [unknown-word => LINEAR]
  }
}

#==== label-count: env.migration with a label too many
env {
  migration "y" {
# ^^^^^^^^^ error: migration block must have exactly 0 labels [label-count]
  }
}

#==== unknown-block: reop in env.migration
env {
  migration {
    reop {
#   ^^^^ error: unknown block type reop in block of type migration (Did you mean repo?) [unknown-block => repo]
    }
  }
}

#==== not unknown-attribute: env.migration.repo as documented
env {
  migration {
    repo {
      name = "app"
    }
  }
}

#==== label-count: env.migration.repo with a label too many
env {
  migration {
    repo "y" {
#   ^^^^ error: repo block must have exactly 0 labels [label-count]
      name = "x"
    }
  }
}

#==== not unknown-attribute: env.format as documented
env {
  format {
    migrate {
      diff = "{{ sql . \"  \" }}"
    }
  }
}

#==== not unknown-attribute: env.format.migrate as documented
env {
  format {
    migrate {
      apply = "{{ json . }}"
    }
  }
}

#==== unknown-attribute: aplpy in env.format.migrate
env {
  format {
    migrate {
      aplpy = "x"
#     ^^^^^^^^^^^ error: unknown attribute aplpy in block of type migrate (Did you mean apply?) [unknown-attribute => apply]
    }
  }
}

#==== not unknown-attribute: env.format.schema as documented
env {
  format {
    schema {
      inspect = "{{ sql . }}"
    }
  }
}

#==== value-kind: apply of env.format.schema
env {
  format {
    schema {
      apply = 5
#             ^ error: value of attr "apply" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== not unknown-attribute: env.log as documented
env {
  log {
# ^^^ hint: block log is deprecated [deprecated]
    migrate {
      diff = "{{ sql . \"  \" }}"
    }
  }
}

#==== label-count: env.log with a label too many
env {
  log "y" {
# ^^^ error: log block must have exactly 0 labels [label-count]
# ^^^ hint: block log is deprecated [deprecated]
  }
}

#==== not unknown-attribute: env.log.migrate as documented
env {
  log {
# ^^^ hint: block log is deprecated [deprecated]
    migrate {
      apply = "{{ json . }}"
    }
  }
}

#==== unknown-attribute: aplpy in env.log.migrate
env {
  log {
# ^^^ hint: block log is deprecated [deprecated]
    migrate {
      aplpy = "x"
#     ^^^^^^^^^^^ error: unknown attribute aplpy in block of type migrate (Did you mean apply?) [unknown-attribute => apply]
    }
  }
}

#==== not unknown-attribute: env.log.schema as documented
env {
  log {
# ^^^ hint: block log is deprecated [deprecated]
    schema {
      inspect = "{{ sql . }}"
    }
  }
}

#==== unknown-attribute: aplpy in env.log.schema
env {
  log {
# ^^^ hint: block log is deprecated [deprecated]
    schema {
      aplpy = "x"
#     ^^^^^^^^^^^ error: unknown attribute aplpy in block of type schema (Did you mean apply?) [unknown-attribute => apply]
    }
  }
}

#==== not unknown-attribute: env.test as documented
env {
  test {
    schema {
      src = ["schema.test.hcl"]
      vars = {
        seed = "seed.sql"
      }
    }
    migrate {
      src = ["migrate.test.hcl"]
    }
  }
}

#==== not unknown-attribute: env.test.schema as documented
env {
  test {
    schema {
      src = ["schema.test.hcl", "plan.test.hcl"]
    }
  }
}

#==== label-count: env.test.schema with a label too many
env {
  test {
    schema "y" {
#   ^^^^^^ error: schema block must have exactly 0 labels [label-count]
      src = ["x"]
    }
  }
}

#==== not unknown-attribute: env.test.migrate as documented
env {
  test {
    migrate {
      src = ["migrate.test.hcl"]
    }
  }
}

#==== unknown-attribute: vasr in env.test.migrate
env {
  test {
    migrate {
      src = ["x"]
      vasr = { a = "x" }
#     ^^^^^^^^^^^^^^^^^^ error: unknown attribute vasr in block of type migrate (Did you mean vars?) [unknown-attribute => vars]
    }
  }
}

#==== missing-attribute: env.test.migrate without src
env {
  test {
    migrate {
#   ^^^^^^^ error: missing required attribute src in block migrate [missing-attribute]
    }
  }
}

#==== not unknown-attribute: env.test.script as documented
env {
  test {
    script {
      src = ["scripts.test.hcl"]
    }
  }
}

#==== unknown-attribute: vasr in env.test.script
env {
  test {
    script {
      src = ["x"]
      vasr = { a = "x" }
#     ^^^^^^^^^^^^^^^^^^ error: unknown attribute vasr in block of type script (Did you mean vars?) [unknown-attribute => vars]
    }
  }
}

#==== not unknown-attribute: env.script as documented
env {
  script {
    src = "file://scripts"
  }
}

#==== value-kind: src of env.script
env {
  script {
    src = 5
#         ^ error: value of attr "src" cannot be read as string: string value is required [value-kind]
  }
}

#==== not unknown-attribute: env.script.repo as documented
env {
  script {
    src = "x"
    repo {
      name = "scripts"
    }
  }
}

#==== label-count: env.script.repo with a label too many
env {
  script {
    src = "x"
    repo "y" {
#   ^^^^ error: repo block must have exactly 0 labels [label-count]
      name = "x"
    }
  }
}

#==== not unknown-attribute: env.data as documented
env {
  data {
    mode    = UPSERT
    include = ["countries"]
  }
}

#==== unknown-attribute: moed in env.data
env {
  data {
    moed = INSERT
#   ^^^^^^^^^^^^^ error: unknown attribute moed in block of type data (Did you mean mode?) [unknown-attribute => mode]
  }
}

#==== unknown-word: mode of env.data
env {
  data {
    mode = INSRET
#          ^^^^^^ error: Unknown data.mode; There is no mode named "INSRET". Did you mean "INSERT"? [unknown-word => INSERT]
  }
}

#==== not unknown-attribute: env.check as documented
env {
  check "migrate_apply" {
    deny "friday" {
      condition = formatdate("EEEE", timestamp()) == "Friday"
      message   = "no deployments on Friday"
    }
  }
}

#==== not unknown-attribute: env.check.allow as documented
env {
  check "migrate_apply" {
    allow "small" {
      condition = length(self.planned_migration.files) < 5
    }
  }
}

#==== value-kind: condition of env.check.allow
env {
  check "migrate_apply" {
    allow "small" {
      condition = "yes"
#                 ^^^^^ error: value of attr "condition" cannot be read as bool: bool value is required [value-kind]
    }
  }
}

#==== not unknown-attribute: env.check.deny as documented
env {
  check "migrate_apply" {
    deny "frozen" {
      condition = var.frozen
      message   = "deployments are frozen"
    }
  }
}
variable "frozen" {
  type = string
}

#==== label-count: env.check.deny with a label too many
env {
  check "migrate_apply" {
    deny "frozen" "y" {
#   ^^^^ error: deny block must have at most 1 label [label-count]
      condition = true
    }
  }
}

#==== not unknown-attribute: env.check.drift as documented
env {
  check "migrate_apply" {
    drift {
      on_error = FAIL
    }
  }
}

#==== unknown-attribute: on_eror in env.check.drift
env {
  check "migrate_apply" {
    drift {
      on_eror = FAIL
#     ^^^^^^^^^^^^^^ error: unknown attribute on_eror in block of type drift (Did you mean on_error?) [unknown-attribute => on_error]
    }
  }
}

#==== unknown-word: on_error of env.check.drift
env {
  check "migrate_apply" {
    drift {
      on_error = FALI
#                ^^^^ error: Unknown drift.on_error; There is no on_error named "FALI". Did you mean "FAIL"? [unknown-word => FAIL]
    }
  }
}

#==== not unknown-attribute: env.pre as documented
env {
  pre "migrate_apply" {
    exec {
      sql = "SELECT 1"
    }
  }
}

#==== not unknown-attribute: env.pre.exec as documented
env {
  pre "migrate_apply" {
    exec {
      sql = "SET lock_timeout = '5s'"
    }
  }
}

#==== value-kind: sql of env.pre.exec
env {
  pre "migrate_apply" {
    exec {
      sql = 5
#           ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== not unknown-attribute: env.post as documented
env {
  post "migrate_apply" {
    exec {
      sql = "SELECT 1"
    }
  }
}

#==== label-count: env.post with a label too many
env {
  post "migrate_apply" "y" {
# ^^^^ error: post block must have exactly 1 label [label-count]
    exec {
      sql = "SELECT 1"
    }
  }
}

#==== not unknown-attribute: env.post.exec as documented
env {
  post "migrate_apply" {
    exec {
      sql = "SET lock_timeout = '5s'"
    }
  }
}

#==== missing-attribute: env.post.exec without sql
env {
  post "migrate_apply" {
    exec {
#   ^^^^ error: missing required attribute sql in block exec [missing-attribute]
    }
  }
}

#==== not unknown-attribute: env.export as documented
env {
  export {
    schema {
      inspect = exporter.sql.files
    }
  }
}
exporter "sql" "files" {
  path = "out"
}
