# Lint policies and their analyzers.

#==== not unknown-attribute: lint as documented
lint {
  latest = 1
  review = ERROR
  destructive {
    error = true
  }
  naming {
    match   = "^[a-z_]+$"
    message = "must be lower case"
  }
}

#==== unknown-attribute: latset in lint
lint {
  latset = 1
# ^^^^^^^^^^ error: unknown attribute latset in block of type lint (Did you mean latest?) [unknown-attribute => latest]
}

#==== value-kind: latest of lint
lint {
  latest = "many"
#          ^^^^^^ error: value of attr "latest" cannot be read as integer: number value is required [value-kind]
}

#==== unknown-word: review of lint
lint {
  review = ALWYAS
#          ^^^^^^ error: Unknown lint.review; There is no review named "ALWYAS". Did you mean "ALWAYS"? [unknown-word => ALWAYS]
}

#==== label-count: lint with a label too many
lint "y" {
#^^^ error: lint block must have exactly 0 labels [label-count]
}

#==== exclusive: log and format of lint
lint {
  log = "x"
# ^^^ hint: attribute log is deprecated [deprecated]
  format = "x"
# ^^^^^^^^^^^^ error: cannot use both 'log' and 'format' in the same lint block [exclusive]
}

#==== unknown-block: destrcutive in lint
lint {
  destrcutive {
# ^^^^^^^^^^^ error: unknown block type destrcutive in block of type lint (Did you mean destructive?) [unknown-block => destructive]
  }
}

#==== not unknown-attribute: lint.git as documented
lint {
  git {
    base = "master"
    dir  = "migrations"
  }
}

#==== unknown-attribute: baes in lint.git
lint {
  git {
    baes = "x"
#   ^^^^^^^^^^ error: unknown attribute baes in block of type git (Did you mean base?) [unknown-attribute => base]
  }
}

#==== not unknown-attribute: lint.destructive as documented
lint {
  destructive {
    error = true
    allow_table {
      match = "drop_.+"
    }
  }
}

#==== value-kind: error of lint.destructive
lint {
  destructive {
    error = "yes"
#           ^^^^^ error: value of attr "error" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: lint.destructive.allow_table as documented
lint {
  destructive {
    allow_table {
      match = "drop_.+"
    }
  }
}

#==== label-count: lint.destructive.allow_table with a label too many
lint {
  destructive {
    allow_table "y" {
#   ^^^^^^^^^^^ error: allow_table block must have exactly 0 labels [label-count]
      match = "x"
    }
  }
}

#==== not unknown-attribute: lint.destructive.allow_column as documented
lint {
  destructive {
    allow_column {
      match = "drop_.+"
    }
  }
}

#==== unknown-attribute: macth in lint.destructive.allow_column
lint {
  destructive {
    allow_column {
      macth = "x"
#     ^^^^^^^^^^^ error: unknown attribute macth in block of type allow_column (Did you mean match?) [unknown-attribute => match]
    }
  }
}

#==== missing-attribute: lint.destructive.allow_column without match
lint {
  destructive {
    allow_column {
#   ^^^^^^^^^^^^ error: missing required attribute match in block allow_column [missing-attribute]
    }
  }
}

#==== not unknown-attribute: lint.data_depend as documented
lint {
  data_depend {
    error = true
  }
}

#==== unknown-attribute: erorr in lint.data_depend
lint {
  data_depend {
    erorr = true
#   ^^^^^^^^^^^^ error: unknown attribute erorr in block of type data_depend (Did you mean error?) [unknown-attribute => error]
  }
}

#==== not unknown-attribute: lint.incompatible as documented
lint {
  incompatible {
    error = true
  }
}

#==== value-kind: error of lint.incompatible
lint {
  incompatible {
    error = "yes"
#           ^^^^^ error: value of attr "error" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: lint.incompatible.drop_column as documented
lint {
  incompatible {
    drop_column {
      message = "deprecate ${self.table.name}.${self.name} first"
    }
  }
}

#==== label-count: lint.incompatible.drop_column with a label too many
lint {
  incompatible {
    drop_column "y" {
#   ^^^^^^^^^^^ error: drop_column block must have exactly 0 labels [label-count]
    }
  }
}

#==== not unknown-attribute: lint.condrop as documented
lint {
  condrop {
    error = true
  }
}

#==== unknown-attribute: erorr in lint.condrop
lint {
  condrop {
    erorr = true
#   ^^^^^^^^^^^^ error: unknown attribute erorr in block of type condrop (Did you mean error?) [unknown-attribute => error]
  }
}

#==== not unknown-attribute: lint.non_linear as documented
lint {
  non_linear {
    error   = true
    on_edit = WARN
  }
}

#==== unknown-attribute: erorr in lint.non_linear
lint {
  non_linear {
    erorr = true
#   ^^^^^^^^^^^^ error: unknown attribute erorr in block of type non_linear (Did you mean error?) [unknown-attribute => error]
  }
}

#==== not unknown-attribute: lint.naming as documented
lint {
  naming {
    match = "^[a-z_]+$"
    index {
      match   = "^[a-z_]+_idx$"
      message = "end index names with _idx"
    }
  }
}

#==== value-kind: error of lint.naming
lint {
  naming {
    error = "yes"
#           ^^^^^ error: value of attr "error" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: lint.naming.schema as documented
lint {
  naming {
    schema {
      match = "^[a-z_]+$"
    }
  }
}

#==== label-count: lint.naming.schema with a label too many
lint {
  naming {
    schema "y" {
#   ^^^^^^ error: schema block must have exactly 0 labels [label-count]
    }
  }
}

#==== not unknown-attribute: lint.naming.table as documented
lint {
  naming {
    table {
      match = "^[a-z_]+$"
    }
  }
}

#==== unknown-attribute: macth in lint.naming.table
lint {
  naming {
    table {
      macth = "x"
#     ^^^^^^^^^^^ error: unknown attribute macth in block of type table (Did you mean match?) [unknown-attribute => match]
    }
  }
}

#==== not unknown-attribute: lint.naming.column as documented
lint {
  naming {
    column {
      match = "^[a-z_]+$"
    }
  }
}

#==== unknown-attribute: macth in lint.naming.column
lint {
  naming {
    column {
      macth = "x"
#     ^^^^^^^^^^^ error: unknown attribute macth in block of type column (Did you mean match?) [unknown-attribute => match]
    }
  }
}

#==== not unknown-attribute: lint.naming.index as documented
lint {
  naming {
    index {
      match = "^[a-z_]+$"
    }
  }
}

#==== value-kind: match of lint.naming.index
lint {
  naming {
    index {
      match = 5
#             ^ error: value of attr "match" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== not unknown-attribute: lint.naming.foreign_key as documented
lint {
  naming {
    foreign_key {
      match = "^[a-z_]+$"
    }
  }
}

#==== label-count: lint.naming.foreign_key with a label too many
lint {
  naming {
    foreign_key "y" {
#   ^^^^^^^^^^^ error: foreign_key block must have exactly 0 labels [label-count]
    }
  }
}

#==== not unknown-attribute: lint.naming.check as documented
lint {
  naming {
    check {
      match = "^[a-z_]+$"
    }
  }
}

#==== unknown-attribute: macth in lint.naming.check
lint {
  naming {
    check {
      macth = "x"
#     ^^^^^^^^^^^ error: unknown attribute macth in block of type check (Did you mean match?) [unknown-attribute => match]
    }
  }
}

#==== not unknown-attribute: lint.concurrent_index as documented
lint {
  concurrent_index {
    error = true
  }
}

#==== unknown-attribute: erorr in lint.concurrent_index
lint {
  concurrent_index {
    erorr = true
#   ^^^^^^^^^^^^ error: unknown attribute erorr in block of type concurrent_index (Did you mean error?) [unknown-attribute => error]
  }
}

#==== not unknown-attribute: lint.nestedtx as documented
lint {
  nestedtx {
    error = true
  }
}

#==== value-kind: error of lint.nestedtx
lint {
  nestedtx {
    error = "yes"
#           ^^^^^ error: value of attr "error" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: lint.ownership as documented
lint {
  ownership "github" {
    allow "core" {
      match = "public.*[type=table]"
      teams = ["backend"]
    }
  }
}

#==== unknown-word: default of lint.ownership
lint {
  ownership "github" {
    default = ALOLW
#             ^^^^^ error: Unknown ownership.default; There is no default named "ALOLW". Did you mean "ALLOW"? [unknown-word => ALLOW]
  }
}

#==== label-count: lint.ownership with a label too many
lint {
  ownership "github" "y" {
# ^^^^^^^^^ error: ownership block must have exactly 1 label [label-count]
  }
}

#==== not unknown-attribute: lint.ownership.allow as documented
lint {
  ownership "github" {
    allow "core" {
      match = "public.*"
      users = ["octocat"]
    }
  }
}

#==== unknown-attribute: temas in lint.ownership.allow
lint {
  ownership "github" {
    allow "core" {
      match = "x"
      temas = ["x"]
#     ^^^^^^^^^^^^^ error: unknown attribute temas in block of type allow (Did you mean teams?) [unknown-attribute => teams]
    }
  }
}

#==== missing-attribute: lint.ownership.allow without match
lint {
  ownership "github" {
    allow "core" {
#   ^^^^^ error: missing required attribute match in block allow [missing-attribute]
    }
  }
}

#==== not unknown-attribute: lint.ownership.deny as documented
lint {
  ownership "github" {
    deny "core" {
      match = "public.*"
      users = ["octocat"]
    }
  }
}

#==== unknown-attribute: temas in lint.ownership.deny
lint {
  ownership "github" {
    deny "core" {
      match = "x"
      temas = ["x"]
#     ^^^^^^^^^^^^^ error: unknown attribute temas in block of type deny (Did you mean teams?) [unknown-attribute => teams]
    }
  }
}

#==== not unknown-attribute: lint.statement as documented
lint {
  statement {
    error = true
  }
}

#==== value-kind: error of lint.statement
lint {
  statement {
    error = "yes"
#           ^^^^^ error: value of attr "error" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: lint.check as documented
lint {
  check "PG301" {
    error = true
  }
}

#==== label-count: lint.check with a label too many
lint {
  check "PG301" "y" {
# ^^^^^ error: check block must have exactly 1 label [label-count]
  }
}

#==== not unknown-attribute: lint.rule as documented
lint {
  rule "hcl" "policy" {
    src = ["schema.rule.hcl"]
  }
}

#==== unknown-attribute: vasr in lint.rule
lint {
  rule "hcl" "x" {
    src = ["x"]
    vasr = { a = "x" }
#   ^^^^^^^^^^^^^^^^^^ error: unknown attribute vasr in block of type rule (Did you mean vars?) [unknown-attribute => vars]
  }
}

#==== missing-attribute: lint.rule without src
lint {
  rule "hcl" "x" {
# ^^^^ error: missing required attribute src in block rule [missing-attribute]
  }
}
