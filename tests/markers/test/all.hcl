# Test files.

#==== label-value: a kind of test
test "shcema" "a" {
#    ^^^^^^^^ error: unknown kind shcema in block of type test (Did you mean schema?) [label-value => "schema"]
  exec {
    sql = "SELECT 1"
  }
}

#==== not label-value: both kinds
test "schema" "a" {
  exec {
    sql = "SELECT 1"
  }
}
test "migrate" "b" {
  migrate {
    to = "1"
  }
}

#==== unknown-block: misspelt
test "schema" "a" {
  exce {
# ^^^^ error: unknown block type exce in block of type test (Did you mean exec?) [unknown-block => exec]
    sql = "SELECT 1"
  }
}

#==== missing-attribute: the statement
test "schema" "a" {
  exec {
# ^^^^ error: missing required attribute sql in block exec [missing-attribute]
  }
}
