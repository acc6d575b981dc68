# Project files.

#==== maybe-unknown: an attribute of an env
env "local" {
  ulr = "sqlite://x.db"
# ^^^ hint: attribute ulr is not known in block of type env (Did you mean url?) [maybe-unknown => url]
}

#==== not maybe-unknown: input values of an env
env "local" {
  url    = "sqlite://x.db"
  tenant = "a"
}

#==== data-source: one that is not defined
env "local" {
  url = data.sql.missing
#       ^^^^ error: Unknown data source; data.sql.missing does not exist [data-source]
}

#==== not data-source: one that is defined
data "sql" "names" {
  url   = "sqlite://x.db"
  query = "SELECT 1"
}
env "local" {
  url = data.sql.names.value
}

#==== unknown-function: misspelt
env "local" {
  src = ileset("schema/*.hcl")
#       ^^^^^^ error: Call to unknown function; There is no function named "ileset". Did you mean "fileset"? [unknown-function => fileset]
}

#==== not unknown-function: functions of project files
env "local" {
  src = fileset("schema/*.hcl")
  url = getenv("URL")
}

#==== unknown-attribute: of lint rules
lint {
  lates = 1
# ^^^^^^^^^ error: unknown attribute lates in block of type lint (Did you mean latest?) [unknown-attribute => latest]
}

#==== not unknown-attribute: at top level of a project file
owner = "me"

#==== unknown-reference: a variable that is not declared
variable "a" {
  type = string
}
env "local" {
  url = var.b
#          ^^ error: Unsupported attribute; This object does not have an attribute named "b". [unknown-reference]
}

#==== unknown-word: an order of execution
env "local" {
  migration {
    dir        = "file://migrations"
    exec_order = LINER
#                ^^^^^ error: Unknown migration.exec_order; There is no exec_order named "LINER". Did you mean "LINEAR"? [unknown-word => LINEAR]
  }
}

#==== not unknown-word: an order of execution
env "local" {
  migration {
    dir        = "file://migrations"
    exec_order = LINEAR
  }
}

#==== exclusive: path and paths
data "hcl_schema" "app" {
  path  = "a.hcl"
  paths = ["b.hcl"]
# ^^^^^^^^^^^^^^^^^ error: data.hcl_schema.app: path and paths cannot be set together [exclusive]
}

#==== one-of-required: path or paths
data "hcl_schema" "app" {
#^^^ error: data.hcl_schema.app: path or paths must be set [one-of-required]
}

#==== unknown-block: misspelt
env "local" {
  migratoin {
# ^^^^^^^^^ error: unknown block type migratoin in block of type env (Did you mean migration?) [unknown-block => migration]
    dir = "file://migrations"
  }
}

#==== not duplicate-name: one env twice
env "local" {
  url = "sqlite://a.db"
}
env "local" {
  url = "sqlite://b.db"
}

#==== value-kind: a list for a text
env "local" {
  url = ["a"]
#       ^^^^^ error: value of attr "url" cannot be read as string: string value is required [value-kind]
}
