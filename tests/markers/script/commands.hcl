# Commands in scripts.

#==== not unknown-attribute: condition as documented
script "exec" "a" {
  condition "active" {
    sql = "SELECT count(*) > 0 FROM users"
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== unknown-attribute: arsg in condition
script "exec" "a" {
  condition "active" {
    sql = "SELECT 1"
    arsg = ["x"]
#   ^^^^^^^^^^^^ error: unknown attribute arsg in block of type condition (Did you mean args?) [unknown-attribute => args]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== missing-attribute: condition without sql
script "exec" "a" {
  condition "active" {
# ^^^^^^^^^ error: missing required attribute sql in block condition [missing-attribute]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== value-kind: sql of condition
script "exec" "a" {
  condition "active" {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: break as documented
script "loop" "a" {
  do {
    query "pending" {
      sql = "SELECT id FROM users"
      rows {
        id = int
      }
    }
    break "empty" {
      expr = length(query.pending.rows) == 0
    }
  }
}

#==== unknown-attribute: exrp in break
script "loop" "a" {
  do {
    break {
      sql = "SELECT 1"
      exrp = true
#     ^^^^^^^^^^^ error: unknown attribute exrp in block of type break (Did you mean expr?) [unknown-attribute => expr]
    }
  }
}

#==== value-kind: sql of break
script "loop" "a" {
  do {
    break {
      sql = 5
#           ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== exclusive: sql and expr of break
script "loop" "a" {
  do {
    break {
      sql = "SELECT 1"
      expr = true
#     ^^^^^^^^^^^ error: attributes sql and expr are mutually exclusive in block break [exclusive]
    }
  }
}

#==== not unknown-attribute: continue as documented
script "loop" "a" {
  do {
    continue "skip" {
      expr = self.index == 0
    }
  }
}

#==== unknown-attribute: exrp in continue
script "loop" "a" {
  do {
    continue {
      sql = "SELECT 1"
      exrp = true
#     ^^^^^^^^^^^ error: unknown attribute exrp in block of type continue (Did you mean expr?) [unknown-attribute => expr]
    }
  }
}

#==== value-kind: sql of continue
script "loop" "a" {
  do {
    continue {
      sql = 5
#           ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== not unknown-attribute: assert as documented
script "exec" "a" {
  assert "archived" {
    sql = "SELECT status = 'archived' FROM users WHERE id = 1"
  }
}

#==== unknown-attribute: arsg in assert
script "exec" "a" {
  assert "archived" {
    sql = "SELECT 1"
    arsg = ["x"]
#   ^^^^^^^^^^^^ error: unknown attribute arsg in block of type assert (Did you mean args?) [unknown-attribute => args]
  }
}

#==== missing-attribute: assert without sql
script "exec" "a" {
  assert "archived" {
# ^^^^^^ error: missing required attribute sql in block assert [missing-attribute]
  }
}

#==== value-kind: sql of assert
script "exec" "a" {
  assert "archived" {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== not unknown-attribute: check as documented
script "exec" "a" {
  check "count" {
    sql    = "SELECT count(*) FROM users"
    output = "3"
  }
}

#==== unknown-attribute: arsg in check
script "exec" "a" {
  check "count" {
    sql    = "SELECT 1"
    output = "x"
    arsg = ["x"]
#   ^^^^^^^^^^^^ error: unknown attribute arsg in block of type check (Did you mean args?) [unknown-attribute => args]
  }
}

#==== missing-attribute: check without sql
script "exec" "a" {
  check "count" {
# ^^^^^ error: missing required attribute sql in block check [missing-attribute]
    output = "x"
  }
}

#==== value-kind: sql of check
script "exec" "a" {
  check "count" {
    output = "x"
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== unknown-word: format of check
script "exec" "a" {
  check "count" {
    sql    = "SELECT 1"
    output = "x"
    format = CSVX
#            ^^^^ error: Unknown check.format; There is no format named "CSVX". Did you mean "CSV"? [unknown-word => CSV]
  }
}

#==== exclusive: output and match of check
script "exec" "a" {
  check "count" {
    sql = "SELECT 1"
    output = "x"
    match = "x"
#   ^^^^^^^^^^^ error: attributes output and match are mutually exclusive in block check [exclusive]
  }
}

#==== not unknown-attribute: exec as documented
script "exec" "a" {
  exec "archive" {
    sql         = "UPDATE users SET status = 'archived' WHERE id = ?"
    args        = [var.id]
    expect_rows = 1
  }
}
variable "id" {
  type = number
}

#==== unknown-attribute: arsg in exec
script "exec" "a" {
  exec {
    sql = "SELECT 1"
    arsg = ["x"]
#   ^^^^^^^^^^^^ error: unknown attribute arsg in block of type exec (Did you mean args?) [unknown-attribute => args]
  }
}

#==== missing-attribute: exec without sql
script "exec" "a" {
  exec {
# ^^^^ error: missing required attribute sql in block exec [missing-attribute]
  }
}

#==== value-kind: sql of exec
script "exec" "a" {
  exec {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== not unknown-attribute: query_bound as documented
script "exec" "a" {
  query "ids" {
    sql = "SELECT id FROM users"
    rows {
      id = int
    }
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: query as documented
script "query" "a" {
  query "top" {
    sql    = "SELECT email FROM users LIMIT 5"
    format = TABLE
  }
}

#==== unknown-attribute: arsg in query
script "query" "a" {
  query "top" {
    sql = "SELECT 1"
    arsg = ["x"]
#   ^^^^^^^^^^^^ error: unknown attribute arsg in block of type query (Did you mean args?) [unknown-attribute => args]
  }
}

#==== missing-attribute: query without sql
script "query" "a" {
  query "top" {
# ^^^^^ error: missing required attribute sql in block query [missing-attribute]
  }
}

#==== value-kind: sql of query
script "query" "a" {
  query "top" {
    sql = 5
#         ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
  }
}

#==== unknown-word: format of query
script "query" "a" {
  query "top" {
    sql = "SELECT 1"
    format = CSVX
#            ^^^^ error: Unknown query.format; There is no format named "CSVX". Did you mean "CSV"? [unknown-word => CSV]
  }
}

#==== not unknown-attribute: rows as documented
script "exec" "a" {
  query "q" {
    sql = "SELECT 1"
    rows {
      id = int
    }
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: output as documented
script "exec" "a" {
  query "ids" {
    sql = "SELECT id FROM users"
    rows {
      id = int
    }
  }
  output {
    message = "${length(query.ids.rows)} users"
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== unknown-attribute: mesasge in output
script "exec" "a" {
  output {
    mesasge = "x"
#   ^^^^^^^^^^^^^ error: unknown attribute mesasge in block of type output (Did you mean message?) [unknown-attribute => message]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== missing-attribute: output without message
script "exec" "a" {
  output {
# ^^^^^^ error: missing required attribute message in block output [missing-attribute]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== value-kind: message of output
script "exec" "a" {
  output {
    message = 5
#             ^ error: value of attr "message" cannot be read as string: string value is required [value-kind]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: log as documented
script "loop" "a" {
  do {
    log {
      message = "batch ${self.index}"
    }
  }
}

#==== unknown-attribute: mesasge in log
script "loop" "a" {
  do {
    log {
      mesasge = "x"
#     ^^^^^^^^^^^^^ error: unknown attribute mesasge in block of type log (Did you mean message?) [unknown-attribute => message]
    }
  }
}

#==== missing-attribute: log without message
script "loop" "a" {
  do {
    log {
#   ^^^ error: missing required attribute message in block log [missing-attribute]
    }
  }
}

#==== value-kind: message of log
script "loop" "a" {
  do {
    log {
      message = 5
#               ^ error: value of attr "message" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== not unknown-attribute: sleep as documented
script "loop" "a" {
  do {
    sleep {
      duration = "1s"
    }
  }
}

#==== not unknown-attribute: http as documented
script "loop" "a" {
  do {
    http "notify" {
      url           = "https://hooks.example.com/x"
      method        = POST
      body          = jsonencode({ n = 1 })
      expect_status = 200
    }
  }
  policy {
    tx {
      mode = MANUAL
    }
  }
}

#==== unknown-attribute: metohd in http
script "loop" "a" {
  do {
    http {
      url = "sqlite://a"
      metohd = GET
#     ^^^^^^^^^^^^ error: unknown attribute metohd in block of type http (Did you mean method?) [unknown-attribute => method]
    }
  }
  policy {
    tx {
      mode = MANUAL
    }
  }
}

#==== missing-attribute: http without url
script "loop" "a" {
  do {
    http {
#   ^^^^ error: missing required attribute url in block http [missing-attribute]
    }
  }
  policy {
    tx {
      mode = MANUAL
    }
  }
}

#==== value-kind: url of http
script "loop" "a" {
  do {
    http {
      url = 5
#           ^ error: value of attr "url" cannot be read as string: string value is required [value-kind]
    }
  }
  policy {
    tx {
      mode = MANUAL
    }
  }
}

#==== unknown-word: method of http
script "loop" "a" {
  do {
    http {
      url = "sqlite://a"
      method = GETX
#              ^^^^ error: Unknown http.method; There is no method named "GETX". Did you mean "GET"? [unknown-word => GET]
    }
  }
  policy {
    tx {
      mode = MANUAL
    }
  }
}

#==== not unknown-attribute: tx as documented
script "loop" "a" {
  do {
    tx {
      exec {
        sql = "DELETE FROM t"
      }
    }
  }
  policy {
    tx {
      mode = MANUAL
    }
  }
}
