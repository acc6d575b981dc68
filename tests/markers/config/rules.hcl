# What the values of data sources show.

#==== data-source: an unknown decoder
data "runtimevar" "pass" {
  url = "constant://?val=x&decoder=binary&timeout=1s"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: data.runtimevar.pass: unsupported decoder: "binary" [data-source]
}

#==== not data-source: decoder=string, or none
data "runtimevar" "pass" {
  url = "constant://?val=x&decoder=string"
}
data "runtimevar" "other" {
  url = "constant://?val=decoder"
}

#==== data-source: no program
data "external" "x" {
  program = []
#           ^^ error: data.external.x: program cannot be empty [data-source]
}

#==== one-of-required: neither path nor paths
data "hcl_schema" "x" {
#^^^ error: data.hcl_schema.x: path or paths must be set [one-of-required]
}

#==== exclusive: both path and paths
data "hcl_schema" "x" {
  path  = "a.hcl"
  paths = ["b.hcl"]
# ^^^^^^^^^^^^^^^^^ error: data.hcl_schema.x: path and paths cannot be set together [exclusive]
}


#==== data-source: a timeout that is no duration
data "runtimevar" "pass" {
  url = "constant://?val=x&timeout=1x"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: data.runtimevar.pass: parsing timeout: time: invalid duration "1x" [data-source]
}

#==== not data-source: timeouts
data "runtimevar" "a" {
  url = "constant://?val=x&timeout=1h30m&decoder=string"
}
data "runtimevar" "b" {
  url = "constant://?timeout=500ms&val=x"
}

#==== exclusive: lock_safe without check
diff {
  not_null {
    lock_safe = true
#               ^^^^ error: lock_safe requires check = true [exclusive]
  }
}

#==== exclusive: lock_safe with check switched off
diff {
  not_null {
    check     = false
    lock_safe = true
#               ^^^^ error: lock_safe requires check = true [exclusive]
  }
}

#==== not exclusive: lock_safe with check, or switched off
diff {
  not_null {
    check     = true
    lock_safe = true
  }
}
env "a" {
  diff {
    not_null {
      lock_safe = false
    }
  }
}

#==== missing-attribute: an env with an empty name
env {
#^^ error: all envs must have names on file "config.hcl" [missing-attribute]
  name = ""
}

#==== not missing-attribute: an env for every name
env {
  name = atlas.env
}

#==== value-kind: a src that is no string
env "a" {
  src = 5
#       ^ error: expected src to be either a string or strings, got: number [value-kind]
}

#==== value-kind: a src that is an object
env "a" {
  schema {
    src = { file = "schema.hcl" }
#         ^^^^^^^^^^^^^^^^^^^^^^^ error: expected src to be either a string or strings, got: object [value-kind]
  }
}

#==== unknown-word: an order of execution that does not exist
env "a" {
  migration {
    exec_order = "backwards"
#                ^^^^^^^^^^^ error: unknown execution order: "backwards" [unknown-word]
  }
}

#==== unknown-word: an order of execution as a bare word
env "a" {
  migration {
    exec_order = LINAER
#                ^^^^^^ error: Unknown migration.exec_order; There is no exec_order named "LINAER". Did you mean "LINEAR"? [unknown-word => LINEAR]
  }
}

#==== not unknown-word: the orders of execution in all spellings
env "a" {
  migration {
    exec_order = LINEAR_SKIP
  }
}
env "b" {
  migration {
    exec_order = "non-linear"
  }
}
env "c" {
  migration {
    exec_order = "linear"
  }
}

#==== unknown-word: a format of directories that does not exist
env "a" {
  migration {
    format = "gose"
#            ^^^^^^ error: unknown dir format "gose" [unknown-word]
  }
}

#==== not unknown-word: formats of directories
env "a" {
  migration {
    format = atlas
  }
}
env "b" {
  migration {
    format = "golang-migrate"
  }
}

#==== unknown-word: a transaction mode that does not exist
env "a" {
  migration {
    tx_mode = "some"
#             ^^^^^^ error: unknown tx-mode "some" [unknown-word]
  }
}

#==== value-kind: args that are no list
data "sql" "a" {
  url   = "sqlite://a.db"
  query = "SELECT 1"
  args  = "x"
#         ^^^ error: data.sql.a: attribute "args" must be a list, got: string [value-kind]
}

#==== value-kind: vars that are no map
data "template_dir" "a" {
  path = "templates"
  vars = ["x"]
#        ^^^^^ error: data.template_dir.a: attribute "vars" must be a map, got: tuple [value-kind]
}

#==== duplicate-block: the settings of Atlas itself twice
atlas {
  cloud {
    org = "acme"
  }
}
atlas {
#^^^^ error: duplicate init block "atlas" [duplicate-block]
  cloud {
    org = "other"
  }
}

#==== label-count: an env with two names
env "a" "b" {
#^^ error: env block must have at most 1 label [label-count]
}

#==== not duplicate-name: an env twice, for several databases
env "a" {
  url = "sqlite://a.db"
}
env "a" {
  url = "sqlite://b.db"
}

#==== not unknown-attribute: input values in an env
env "a" {
  tenant = "acme"
  region = { eu = 1 }
}

#==== data-source: an env that is not chosen is checked, too
env "other" {
  src = data.hcl_schema.app.url
#       ^^^^ error: Unknown data source; data.hcl_schema.app does not exist [data-source]
}

#==== unknown-attribute: a data source that nobody uses is checked, too
data "hcl_schema" "app" {
  path  = "schema.hcl"
  varss = {}
# ^^^^^ error: Unsupported argument; An argument named "varss" is not expected here. [unknown-attribute => vars]
}
