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
