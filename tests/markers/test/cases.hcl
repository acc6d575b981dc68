# Cases of each kind and their attributes.

#==== not unknown-attribute: a schema case as documented
test "schema" "postal_code" {
  parallel = true
  exec {
    sql = "SELECT '12345'::us_postal_code"
  }
  catch {
    sql   = "SELECT 'x'::us_postal_code"
    error = "violates check constraint"
  }
}

#==== unknown-attribute: sikp in a schema case
test "schema" "a" {
  sikp = true
# ^^^^^^^^^^^ error: unknown attribute sikp in block of type test (Did you mean skip?) [unknown-attribute => skip]
  exec {
    sql = "SELECT 1"
  }
}

#==== value-kind: skip of a schema case
test "schema" "a" {
  skip = "no"
#        ^^^^ error: value of attr "skip" cannot be read as bool: bool value is required [value-kind]
  exec {
    sql = "SELECT 1"
  }
}

#==== label-count: a schema case without a name
test "schema" {
#^^^ error: test block must have exactly 2 labels [label-count]
  exec {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: a migrate case as documented
test "migrate" "20240613061102" {
  migrate {
    to = "20240613061046"
  }
  exec {
    sql = "INSERT INTO users (name) VALUES ('Ada Lovelace')"
  }
  migrate {
    to = "20240613061102"
  }
  exec {
    sql    = "SELECT first_name, last_name FROM users"
    output = "Ada,Lovelace"
  }
}

#==== unknown-attribute: sikp in a migrate case
test "migrate" "a" {
  sikp = true
# ^^^^^^^^^^^ error: unknown attribute sikp in block of type test (Did you mean skip?) [unknown-attribute => skip]
  migrate {
    to = "1"
  }
}

#==== value-kind: skip of a migrate case
test "migrate" "a" {
  skip = "no"
#        ^^^^ error: value of attr "skip" cannot be read as bool: bool value is required [value-kind]
  migrate {
    to = "1"
  }
}

#==== label-count: a migrate case without a name
test "migrate" {
#^^^ error: test block must have exactly 2 labels [label-count]
  migrate {
    to = "1"
  }
}

#==== not unknown-attribute: a plan case as documented
test "plan" "add_email" {
  schema {
    url = "file://snapshots/v1.sql"
  }
  apply {
    url = "file://plans/add_email.plan.hcl"
  }
  assert {
    sql = "SELECT count(*) = 0 FROM users WHERE email IS NULL"
  }
}

#==== unknown-attribute: sikp in a plan case
test "plan" "a" {
  sikp = true
# ^^^^^^^^^^^ error: unknown attribute sikp in block of type test (Did you mean skip?) [unknown-attribute => skip]
  apply {
    url = "file://a.plan.hcl"
  }
}

#==== value-kind: skip of a plan case
test "plan" "a" {
  skip = "no"
#        ^^^^ error: value of attr "skip" cannot be read as bool: bool value is required [value-kind]
  apply {
    url = "file://a.plan.hcl"
  }
}

#==== label-count: a plan case without a name
test "plan" {
#^^^ error: test block must have exactly 2 labels [label-count]
  apply {
    url = "file://a.plan.hcl"
  }
}

#==== not unknown-attribute: a script case as documented
test "script" "archive_user" {
  schema {
    url = "file://schema.sql"
  }
  script "exec" {
    file = "users.script.hcl"
    run  = "^archive_user$"
    vars = {
      user_id = 1
    }
  }
}

#==== unknown-attribute: sikp in a script case
test "script" "a" {
  sikp = true
# ^^^^^^^^^^^ error: unknown attribute sikp in block of type test (Did you mean skip?) [unknown-attribute => skip]
  script "exec" {
    file = "a.script.hcl"
  }
}

#==== value-kind: skip of a script case
test "script" "a" {
  skip = "no"
#        ^^^^ error: value of attr "skip" cannot be read as bool: bool value is required [value-kind]
  script "exec" {
    file = "a.script.hcl"
  }
}

#==== label-count: a script case without a name
test "script" {
#^^^ error: test block must have exactly 2 labels [label-count]
  script "exec" {
    file = "a.script.hcl"
  }
}

#==== unknown-block: migrate in a schema case
test "schema" "a" {
  migrate {
# ^^^^^^^ error: unknown block type migrate in block of type test [unknown-block]
    to = "1"
  }
}

#==== unknown-block: migrate in a plan case
test "plan" "a" {
  migrate {
# ^^^^^^^ error: unknown block type migrate in block of type test [unknown-block]
    to = "1"
  }
}

#==== unknown-block: apply in a schema case
test "schema" "a" {
  apply {
# ^^^^^ error: unknown block type apply in block of type test [unknown-block]
    url = "file://a.plan.hcl"
  }
}

#==== unknown-block: apply in a script case
test "script" "a" {
  apply {
# ^^^^^ error: unknown block type apply in block of type test [unknown-block]
    url = "file://a.plan.hcl"
  }
}

#==== label-value: a kind that does not exist
test "schemas" "a" {
#    ^^^^^^^^^ error: unknown kind schemas in block of type test (Did you mean schema?) [label-value => "schema"]
  exec {
    sql = "SELECT 1"
  }
}

#==== unknown-block: a misspelt case
tset "schema" "a" {
#^^^ error: unknown top level block type tset (Did you mean test?) [unknown-block => test]
}

#==== not unknown-variable: names in scope of a case
test "schema" "a" {
  for_each = toset(["x", "y"])
  log {
    message = "${testing.name} ${each.key} ${each.value} ${self.dev_url}"
  }
  external {
    program = ["seed", testing.dev_url]
  }
}

#==== unknown-variable: each in a case without for_each
test "schema" "a" {
  log {
    message = each.key
#             ^^^^ error: Unknown variable; There is no variable named "each". [unknown-variable]
  }
}

#==== unknown-attribute: parallel in a migrate case
test "migrate" "a" {
  parallel = true
# ^^^^^^^^^^^^^^^ error: unknown attribute parallel in block of type test [unknown-attribute]
  migrate {
    to = "1"
  }
}

#==== unknown-reference: a variable that is not declared
variable "a" {
  type = string
}
test "schema" "a" {
  log {
    message = var.b
#                ^^ error: Unsupported attribute; This object does not have an attribute named "b". [unknown-reference]
  }
}
