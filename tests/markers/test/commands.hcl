# Commands in cases.

#==== not unknown-attribute: exec as documented
test "schema" "a" {
  exec {
    sql    = "SELECT 1"
    output = "1"
  }
}

#==== unknown-attribute: foramt in exec
test "schema" "a" {
  exec {
    sql = "SELECT 1"
    foramt = csv
#   ^^^^^^^^^^^^ error: unknown attribute foramt in block of type exec (Did you mean format?) [unknown-attribute => format]
  }
}

#==== missing-attribute: exec without sql
test "schema" "a" {
  exec {
# ^^^^ error: missing required attribute sql in block exec [missing-attribute]
  }
}

#==== value-kind: sql of exec
test "schema" "a" {
  exec {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== unknown-word: format of exec
test "schema" "a" {
  exec {
    sql = "SELECT 1"
    format = csvX
#            ^^^^ error: Unknown exec.format; There is no format named "csvX". Did you mean "csv"? [unknown-word => csv]
  }
}

#==== label-count: exec with a label too many
test "schema" "a" {
  exec "y" {
# ^^^^ error: exec block must have exactly 0 labels [label-count]
    sql = "SELECT 1"
  }
}

#==== exclusive: output and match of exec
test "schema" "a" {
  exec {
    sql = "SELECT 1"
    output = "x"
    match = "x"
#   ^^^^^^^^^^^ error: attributes output and match are mutually exclusive in block exec [exclusive]
  }
}

#==== not unknown-attribute: catch as documented
test "schema" "a" {
  catch {
    sql   = "SELECT 1/0"
    error = "division by zero"
  }
}

#==== unknown-attribute: erorr in catch
test "schema" "a" {
  catch {
    sql = "SELECT 1"
    erorr = "x"
#   ^^^^^^^^^^^ error: unknown attribute erorr in block of type catch (Did you mean error?) [unknown-attribute => error]
  }
}

#==== missing-attribute: catch without sql
test "schema" "a" {
  catch {
# ^^^^^ error: missing required attribute sql in block catch [missing-attribute]
  }
}

#==== value-kind: sql of catch
test "schema" "a" {
  catch {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: catch with a label too many
test "schema" "a" {
  catch "y" {
# ^^^^^ error: catch block must have exactly 0 labels [label-count]
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: assert as documented
test "schema" "a" {
  assert {
    sql           = "SELECT count(*) = 1 FROM users"
    error_message = "one user expected"
  }
}

#==== unknown-attribute: error_emssage in assert
test "schema" "a" {
  assert {
    sql = "SELECT 1"
    error_emssage = "x"
#   ^^^^^^^^^^^^^^^^^^^ error: unknown attribute error_emssage in block of type assert (Did you mean error_message?) [unknown-attribute => error_message]
  }
}

#==== missing-attribute: assert without sql
test "schema" "a" {
  assert {
# ^^^^^^ error: missing required attribute sql in block assert [missing-attribute]
  }
}

#==== value-kind: sql of assert
test "schema" "a" {
  assert {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: assert with a label too many
test "schema" "a" {
  assert "y" {
# ^^^^^^ error: assert block must have exactly 0 labels [label-count]
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: log as documented
test "schema" "a" {
  log {
    message = "testing ${testing.name}"
  }
}

#==== unknown-attribute: mesasge in log
test "schema" "a" {
  log {
    mesasge = "x"
#   ^^^^^^^^^^^^^ error: unknown attribute mesasge in block of type log (Did you mean message?) [unknown-attribute => message]
  }
}

#==== missing-attribute: log without message
test "schema" "a" {
  log {
# ^^^ error: missing required attribute message in block log [missing-attribute]
  }
}

#==== value-kind: message of log
test "schema" "a" {
  log {
    message = 5
#             ^ error: value of attr "message" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: log with a label too many
test "schema" "a" {
  log "y" {
# ^^^ error: log block must have exactly 0 labels [label-count]
    message = "x"
  }
}

#==== not unknown-attribute: external as documented
test "schema" "a" {
  external {
    program = ["go", "run", "seed.go", "--url", testing.dev_url]
  }
}

#==== unknown-attribute: workign_dir in external
test "schema" "a" {
  external {
    program = ["x"]
    workign_dir = "x"
#   ^^^^^^^^^^^^^^^^^ error: unknown attribute workign_dir in block of type external (Did you mean working_dir?) [unknown-attribute => working_dir]
  }
}

#==== missing-attribute: external without program
test "schema" "a" {
  external {
# ^^^^^^^^ error: missing required attribute program in block external [missing-attribute]
  }
}

#==== value-kind: program of external
test "schema" "a" {
  external {
    program = "x"
#             ^^^ error: schemahcl: field is of type slice but attr "program" is type: string [value-kind => ["x"]]
  }
}

#==== label-count: external with a label too many
test "schema" "a" {
  external "y" {
# ^^^^^^^^ error: external block must have exactly 0 labels [label-count]
    program = ["x"]
  }
}

#==== exclusive: output and match of external
test "schema" "a" {
  external {
    program = ["x"]
    output = "x"
    match = "x"
#   ^^^^^^^^^^^ error: attributes output and match are mutually exclusive in block external [exclusive]
  }
}

#==== not unknown-attribute: cleanup as documented
test "schema" "a" {
  cleanup {
    sql = "DROP ROLE tester"
  }
}

#==== missing-attribute: cleanup without sql
test "schema" "a" {
  cleanup {
# ^^^^^^^ error: missing required attribute sql in block cleanup [missing-attribute]
  }
}

#==== value-kind: sql of cleanup
test "schema" "a" {
  cleanup {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: cleanup with a label too many
test "schema" "a" {
  cleanup "y" {
# ^^^^^^^ error: cleanup block must have exactly 0 labels [label-count]
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: migrate as documented
test "migrate" "a" {
  migrate {
    to = "20240613061046"
  }
}

#==== missing-attribute: migrate without to
test "migrate" "a" {
  migrate {
# ^^^^^^^ error: missing required attribute to in block migrate [missing-attribute]
  }
}

#==== value-kind: to of migrate
test "migrate" "a" {
  migrate {
    to = 5
#        ^ error: value of attr "to" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: migrate with a label too many
test "migrate" "a" {
  migrate "y" {
# ^^^^^^^ error: migrate block must have exactly 0 labels [label-count]
    to = "x"
  }
}

#==== not unknown-attribute: schema as documented
test "plan" "a" {
  schema {
    url = "file://schema.sql"
  }
}

#==== missing-attribute: schema without url
test "plan" "a" {
  schema {
# ^^^^^^ error: missing required attribute url in block schema [missing-attribute]
  }
}

#==== value-kind: url of schema
test "plan" "a" {
  schema {
    url = 5
#         ^ error: value of attr "url" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: schema with a label too many
test "plan" "a" {
  schema "y" {
# ^^^^^^ error: schema block must have exactly 0 labels [label-count]
    url = "sqlite://a"
  }
}

#==== not unknown-attribute: apply as documented
test "plan" "a" {
  apply {
    url = "file://add_email.plan.hcl"
  }
}

#==== missing-attribute: apply without url
test "plan" "a" {
  apply {
# ^^^^^ error: missing required attribute url in block apply [missing-attribute]
  }
}

#==== value-kind: url of apply
test "plan" "a" {
  apply {
    url = 5
#         ^ error: value of attr "url" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: apply with a label too many
test "plan" "a" {
  apply "y" {
# ^^^^^ error: apply block must have exactly 0 labels [label-count]
    url = "atlas://a"
  }
}

#==== not unknown-attribute: script as documented
test "schema" "a" {
  script "query" {
    file   = "users.script.hcl"
    run    = "^user_status$"
    output = "archived"
  }
}

#==== unknown-attribute: vasr in script
test "schema" "a" {
  script "query" {
    file = "x"
    vasr = { a = "x" }
#   ^^^^^^^^^^^^^^^^^^ error: unknown attribute vasr in block of type script (Did you mean vars?) [unknown-attribute => vars]
  }
}

#==== missing-attribute: script without file
test "schema" "a" {
  script "query" {
# ^^^^^^ error: missing required attribute file in block script [missing-attribute]
  }
}

#==== value-kind: file of script
test "schema" "a" {
  script "query" {
    file = 5
#          ^ error: value of attr "file" cannot be read as string: string value is required [value-kind]
  }
}

#==== label-count: script with a label too many
test "schema" "a" {
  script "query" "y" {
# ^^^^^^ error: script block must have exactly 1 label [label-count]
    file = "x"
  }
}

#==== exclusive: output and match of script
test "schema" "a" {
  script "query" {
    file = "x"
    output = "x"
    match = "x"
#   ^^^^^^^^^^^ error: attributes output and match are mutually exclusive in block script [exclusive]
  }
}

#==== unknown-word: format of exec in upper case
test "schema" "a" {
  exec {
    sql    = "SELECT 1"
    format = CSV
#            ^^^ error: Unknown exec.format; There is no format named "CSV". [unknown-word]
  }
}

#==== not unknown-word: formats as words and texts
test "schema" "a" {
  exec {
    sql    = "SELECT 1"
    format = table
  }
  exec {
    sql    = "SELECT 1"
    format = "csv"
  }
}

#==== exclusive: a role and a user
test "script" "a" {
  script "query" {
    file = "a.script.hcl"
    as {
      role = "r"
      user = "u"
#     ^^^^^^^^^^ error: attributes role and user are mutually exclusive in block as [exclusive]
    }
  }
}

#==== one-of-required: neither role nor user
test "script" "a" {
  script "query" {
    file = "a.script.hcl"
    as {
#   ^^ error: one of role, user is required in block as [one-of-required]
    }
  }
}

#==== label-value: a verb that does not exist
test "script" "a" {
  script "exce" {
#        ^^^^^^ error: unknown verb exce in block of type script (Did you mean exec?) [label-value => "exec"]
    file = "a.script.hcl"
  }
}

#==== url: a path without its scheme
test "plan" "a" {
  schema {
    url = "v1.hcl"
#         ^^^^^^^^ warning: missing scheme. Did you mean file://v1.hcl? [url => file://]
  }
}

#==== not url: the state of an env
test "plan" "a" {
  schema {
    url = "env://src"
  }
}
