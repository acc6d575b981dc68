# Checks, hooks, dev databases, exporters and deployments.

#==== not unknown-attribute: check as documented
check "migrate_apply" {
  deny "friday" {
    condition = formatdate("EEEE", timestamp()) == "Friday"
    message   = "no deployments on Friday"
  }
}

#==== not unknown-attribute: check.allow as documented
check "migrate_apply" {
  allow "small" {
    condition = length(self.planned_migration.files) < 5
  }
}

#==== value-kind: condition of check.allow
check "migrate_apply" {
  allow "small" {
    condition = "yes"
#               ^^^^^ error: value of attr "condition" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: check.deny as documented
check "migrate_apply" {
  deny "frozen" {
    condition = var.frozen
    message   = "deployments are frozen"
  }
}
variable "frozen" {
  type = string
}

#==== label-count: check.deny with a label too many
check "migrate_apply" {
  deny "frozen" "y" {
# ^^^^ error: deny block must have at most 1 label [label-count]
    condition = true
  }
}

#==== not unknown-attribute: check.drift as documented
check "migrate_apply" {
  drift {
    on_error = FAIL
  }
}

#==== unknown-attribute: on_eror in check.drift
check "migrate_apply" {
  drift {
    on_eror = FAIL
#   ^^^^^^^^^^^^^^ error: unknown attribute on_eror in block of type drift (Did you mean on_error?) [unknown-attribute => on_error]
  }
}

#==== unknown-word: on_error of check.drift
check "migrate_apply" {
  drift {
    on_error = FALI
#              ^^^^ error: Unknown drift.on_error; There is no on_error named "FALI". Did you mean "FAIL"? [unknown-word => FAIL]
  }
}

#==== not unknown-attribute: docker postgres as documented
docker "postgres" "dev" {
  image = "postgres:17"
}

#==== unknown-attribute: schmea in docker postgres
docker "postgres" "x" {
  image = "x"
  schmea = "x"
# ^^^^^^^^^^^^ error: unknown attribute schmea in block of type docker (Did you mean schema?) [unknown-attribute => schema]
}

#==== missing-attribute: docker postgres without image
docker "postgres" "x" {
#^^^^^ error: missing required attribute image in block docker [missing-attribute]
}

#==== value-kind: image of docker postgres
docker "postgres" "x" {
  image = 5
#         ^ error: value of attr "image" cannot be read as string: string value is required [value-kind]
}

#==== label-count: docker postgres with a label too many
docker "postgres" "x" "y" {
#^^^^^ error: docker block must have exactly 2 labels [label-count]
  image = "x"
}

#==== unknown-block: bulid in docker postgres
docker "postgres" "x" {
  image = "x"
  bulid {
# ^^^^^ error: unknown block type bulid in block of type docker (Did you mean build?) [unknown-block => build]
  }
}

#==== not unknown-attribute: docker postgres.build as documented
docker "postgres" "x" {
  image = "x"
  build {
    context    = "."
    dockerfile = "dev.Dockerfile"
  }
}

#==== unknown-attribute: dockefrile in docker postgres.build
docker "postgres" "x" {
  image = "x"
  build {
    context = "x"
    dockefrile = "x"
#   ^^^^^^^^^^^^^^^^ error: unknown attribute dockefrile in block of type build (Did you mean dockerfile?) [unknown-attribute => dockerfile]
  }
}

#==== missing-attribute: docker postgres.build without context
docker "postgres" "x" {
  image = "x"
  build {
# ^^^^^ error: missing required attribute context in block build [missing-attribute]
  }
}

#==== not unknown-attribute: docker mysql as documented
docker "mysql" "dev" {
  image = "mysql:8"
}

#==== unknown-attribute: schmea in docker mysql
docker "mysql" "x" {
  image = "x"
  schmea = "x"
# ^^^^^^^^^^^^ error: unknown attribute schmea in block of type docker (Did you mean schema?) [unknown-attribute => schema]
}

#==== not unknown-attribute: docker mysql.build as documented
docker "mysql" "x" {
  image = "x"
  build {
    context    = "."
    dockerfile = "dev.Dockerfile"
  }
}

#==== value-kind: context of docker mysql.build
docker "mysql" "x" {
  image = "x"
  build {
    context = 5
#             ^ error: value of attr "context" cannot be read as string: string value is required [value-kind]
  }
}

#==== not unknown-attribute: docker mariadb as documented
docker "mariadb" "dev" {
  image = "mariadb:11"
}

#==== label-count: docker mariadb with a label too many
docker "mariadb" "x" "y" {
#^^^^^ error: docker block must have exactly 2 labels [label-count]
  image = "x"
}

#==== not unknown-attribute: docker mariadb.build as documented
docker "mariadb" "x" {
  image = "x"
  build {
    context    = "."
    dockerfile = "dev.Dockerfile"
  }
}

#==== unknown-attribute: dockefrile in docker mariadb.build
docker "mariadb" "x" {
  image = "x"
  build {
    context = "x"
    dockefrile = "x"
#   ^^^^^^^^^^^^^^^^ error: unknown attribute dockefrile in block of type build (Did you mean dockerfile?) [unknown-attribute => dockerfile]
  }
}

#==== missing-attribute: docker mariadb.build without context
docker "mariadb" "x" {
  image = "x"
  build {
# ^^^^^ error: missing required attribute context in block build [missing-attribute]
  }
}

#==== not unknown-attribute: docker sqlserver as documented
docker "sqlserver" "dev" {
  image = "mcr.microsoft.com/mssql/server:2022-latest"
}

#==== unknown-attribute: schmea in docker sqlserver
docker "sqlserver" "x" {
  image = "x"
  schmea = "x"
# ^^^^^^^^^^^^ error: unknown attribute schmea in block of type docker (Did you mean schema?) [unknown-attribute => schema]
}

#==== not unknown-attribute: docker sqlserver.build as documented
docker "sqlserver" "x" {
  image = "x"
  build {
    context    = "."
    dockerfile = "dev.Dockerfile"
  }
}

#==== value-kind: context of docker sqlserver.build
docker "sqlserver" "x" {
  image = "x"
  build {
    context = 5
#             ^ error: value of attr "context" cannot be read as string: string value is required [value-kind]
  }
}

#==== not unknown-attribute: docker clickhouse as documented
docker "clickhouse" "dev" {
  image = "clickhouse/clickhouse-server:24.8"
}

#==== label-count: docker clickhouse with a label too many
docker "clickhouse" "x" "y" {
#^^^^^ error: docker block must have exactly 2 labels [label-count]
  image = "x"
}

#==== not unknown-attribute: docker clickhouse.build as documented
docker "clickhouse" "x" {
  image = "x"
  build {
    context    = "."
    dockerfile = "dev.Dockerfile"
  }
}

#==== unknown-attribute: dockefrile in docker clickhouse.build
docker "clickhouse" "x" {
  image = "x"
  build {
    context = "x"
    dockefrile = "x"
#   ^^^^^^^^^^^^^^^^ error: unknown attribute dockefrile in block of type build (Did you mean dockerfile?) [unknown-attribute => dockerfile]
  }
}

#==== missing-attribute: docker clickhouse.build without context
docker "clickhouse" "x" {
  image = "x"
  build {
# ^^^^^ error: missing required attribute context in block build [missing-attribute]
  }
}

#==== not unknown-attribute: dev as documented
dev "postgres" "rds" {
  url      = getenv("DEV_URL")
  baseline = file("baseline.sql")
}

#==== unknown-attribute: baseilne in dev
dev "postgres" "x" {
  url = "sqlite://a"
  baseilne = "x"
# ^^^^^^^^^^^^^^ error: unknown attribute baseilne in block of type dev (Did you mean baseline?) [unknown-attribute => baseline]
}

#==== not unknown-attribute: hook as documented
hook "sql" "timeout" {
  transaction {
    after_begin = ["SET LOCAL statement_timeout = '5s'"]
  }
}

#==== unknown-attribute: skip_rerors in hook
hook "sql" "x" {
  skip_rerors = true
# ^^^^^^^^^^^^^^^^^^ error: unknown attribute skip_rerors in block of type hook (Did you mean skip_errors?) [unknown-attribute => skip_errors]
}

#==== value-kind: skip_errors of hook
hook "sql" "x" {
  skip_errors = "yes"
#               ^^^^^ error: value of attr "skip_errors" cannot be read as bool: bool value is required [value-kind]
}

#==== label-count: hook with a label too many
hook "sql" "x" "y" {
#^^^ error: hook block must have exactly 2 labels [label-count]
}

#==== unknown-block: transcation in hook
hook "sql" "x" {
  transcation {
# ^^^^^^^^^^^ error: unknown block type transcation in block of type hook (Did you mean transaction?) [unknown-block => transaction]
  }
}

#==== not unknown-attribute: hook.transaction as documented
hook "sql" "x" {
  transaction {
    after_begin = ["SET LOCAL lock_timeout = '2s'"]
  }
}

#==== value-kind: after_begin of hook.transaction
hook "sql" "x" {
  transaction {
    after_begin = "x"
#                 ^^^ error: schemahcl: field is of type slice but attr "after_begin" is type: string [value-kind => ["x"]]
  }
}

#==== not unknown-attribute: exporter sql as documented
exporter "sql" "files" {
  path     = "schema"
  split_by = object
  naming   = lower
}

#==== label-count: exporter sql with a label too many
exporter "sql" "x" "y" {
#^^^^^^^ error: exporter block must have exactly 2 labels [label-count]
  path = "x"
}

#==== not unknown-attribute: exporter hcl as documented
exporter "hcl" "files" {
  path     = "schema"
  split_by = object
  ext      = ".pg.hcl"
}

#==== unknown-attribute: spli_tby in exporter hcl
exporter "hcl" "x" {
  path = "x"
  spli_tby = object
# ^^^^^^^^^^^^^^^^^ error: unknown attribute spli_tby in block of type exporter (Did you mean split_by?) [unknown-attribute => split_by]
}

#==== missing-attribute: exporter hcl without path
exporter "hcl" "x" {
#^^^^^^^ error: missing required attribute path in block exporter [missing-attribute]
}

#==== not unknown-attribute: exporter http as documented
exporter "http" "hook" {
  url    = "https://hooks.example.com/schema"
  method = "POST"
}

#==== not unknown-attribute: exporter multi as documented
exporter "multi" "all" {
  exporters = [exporter.sql.files, exporter.http.hook]
  on_error  = CONTINUE
}
exporter "sql" "files" {
  path = "out"
}
exporter "http" "hook" {
  url    = "https://a.example"
  method = "POST"
}

#==== value-kind: exporters of exporter multi
exporter "multi" "x" {
  exporters = "x"
#             ^^^ error: schemahcl: field is of type slice but attr "exporters" is type: string [value-kind]
}

#==== not unknown-attribute: deployment as documented
deployment "staged" {
  variable "tier" {
    type = string
  }
  group "canary" {
    match = var.tier == "canary"
  }
  group "rest" {
    depends_on = [group.canary]
    parallel   = 10
  }
}

#==== label-count: deployment with a label too many
deployment "staged" "y" {
#^^^^^^^^^ error: deployment block must have exactly 1 label [label-count]
  group "rest" {
  }
}

#==== not unknown-attribute: deployment.variable as documented
deployment "staged" {
  group "rest" {
  }
  variable "tier" {
    type = string
  }
}

#==== unknown-attribute: defualt in deployment.variable
deployment "staged" {
  group "rest" {
  }
  variable "tier" {
    type = string
    defualt = "x"
#   ^^^^^^^^^^^^^ error: unknown attribute defualt in block of type variable (Did you mean default?) [unknown-attribute => default]
  }
}

#==== missing-attribute: deployment.variable without type
deployment "staged" {
  group "rest" {
  }
  variable "tier" {
# ^^^^^^^^ error: missing required attribute type in block variable [missing-attribute]
  }
}

#==== unknown-attribute: macth in deployment.group
deployment "staged" {
  group "rest" {
    macth = true
#   ^^^^^^^^^^^^ error: unknown attribute macth in block of type group (Did you mean match?) [unknown-attribute => match]
  }
}

#==== unknown-word: on_error of deployment.group
deployment "staged" {
  group "rest" {
    on_error = FALI
#              ^^^^ error: Unknown group.on_error; There is no on_error named "FALI". Did you mean "FAIL"? [unknown-word => FAIL]
  }
}
