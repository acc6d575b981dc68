# Scripts of each kind, their masks and policies.

#==== not unknown-attribute: mask as documented
mask "pii" {
  columns = ["email", "*_enc"]
  method  = REDACT
}

#==== value-kind: columns of mask
mask "pii" {
  columns = "x"
#           ^^^ error: schemahcl: field is of type slice but attr "columns" is type: string [value-kind => ["x"]]
}

#==== unknown-word: method of mask
mask "pii" {
  method = REDCAT
#          ^^^^^^ error: Unknown mask.method; There is no method named "REDCAT". Did you mean "REDACT"? [unknown-word => REDACT]
}

#==== label-count: mask with a label too many
mask "pii" "y" {
#^^^ error: mask block must have exactly 1 label [label-count]
}

#==== not unknown-attribute: exec as documented
script "exec" "cancel_pending" {
  exec {
    sql = "UPDATE orders SET status = 'canceled' WHERE status = 'pending'"
  }
}

#==== unknown-attribute: descrpition in exec
script "exec" "x" {
  descrpition = "x"
# ^^^^^^^^^^^^^^^^^ error: unknown attribute descrpition in block of type script (Did you mean description?) [unknown-attribute => description]
  exec {
    sql = "SELECT 1"
  }
}

#==== value-kind: description of exec
script "exec" "x" {
  description = 5
#               ^ error: value of attr "description" cannot be read as string: string value is required [value-kind]
  exec {
    sql = "SELECT 1"
  }
}

#==== label-count: exec with a label too many
script "exec" "x" "y" {
#^^^^^ error: script block must have exactly 2 labels [label-count]
  exec {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: exec.tx as documented
script "exec" "x" {
  tx {
    mode = NONE
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== unknown-attribute: moed in exec.tx
script "exec" "x" {
  tx {
    moed = AUTO
#   ^^^^^^^^^^^ error: unknown attribute moed in block of type tx (Did you mean mode?) [unknown-attribute => mode]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== unknown-word: mode of exec.tx
script "exec" "x" {
  tx {
    mode = AUOT
#          ^^^^ error: Unknown tx.mode; There is no mode named "AUOT". Did you mean "AUTO"? [unknown-word => AUTO]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== label-count: exec.tx with a label too many
script "exec" "x" {
  tx "y" {
# ^^ error: tx block must have exactly 0 labels [label-count]
  }
  exec {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: query as documented
script "query" "users" {
  query "all" {
    sql    = "SELECT id, email FROM users ORDER BY id"
    format = CSV
  }
}

#==== unknown-attribute: descrpition in query
script "query" "x" {
  descrpition = "x"
# ^^^^^^^^^^^^^^^^^ error: unknown attribute descrpition in block of type script (Did you mean description?) [unknown-attribute => description]
  query "top" {
    sql = "SELECT 1"
  }
}

#==== value-kind: description of query
script "query" "x" {
  description = 5
#               ^ error: value of attr "description" cannot be read as string: string value is required [value-kind]
  query "top" {
    sql = "SELECT 1"
  }
}

#==== label-count: query with a label too many
script "query" "x" "y" {
#^^^^^ error: script block must have exactly 2 labels [label-count]
  query "top" {
    sql = "SELECT 1"
  }
}

#==== not unknown-attribute: loop as documented
script "loop" "purge" {
  iterator "keyset" {
    cursor {
      id = int
    }
    init {
      sql = "SELECT id FROM users WHERE active = 0 ORDER BY id LIMIT 500"
    }
    next {
      sql  = "SELECT id FROM users WHERE active = 0 AND id > ? ORDER BY id LIMIT 500"
      args = [cursor.id]
    }
  }
  do {
    exec {
      sql  = "DELETE FROM users WHERE id IN (SELECT value FROM json_each(?))"
      args = [jsonencode(iterator.keyset.batch[*].id)]
    }
  }
}

#==== unknown-attribute: descrpition in loop
script "loop" "x" {
  descrpition = "x"
# ^^^^^^^^^^^^^^^^^ error: unknown attribute descrpition in block of type script (Did you mean description?) [unknown-attribute => description]
  do {
  }
}

#==== value-kind: description of loop
script "loop" "x" {
  description = 5
#               ^ error: value of attr "description" cannot be read as string: string value is required [value-kind]
  do {
  }
}

#==== label-count: loop with a label too many
script "loop" "x" "y" {
#^^^^^ error: script block must have exactly 2 labels [label-count]
  do {
  }
}

#==== not unknown-attribute: loop.iterator as documented
script "loop" "x" {
  do {
  }
  iterator "range" {
    from = 0
    to   = 100000
    step = 1000
  }
}

#==== unknown-attribute: frmo in loop.iterator
script "loop" "x" {
  do {
  }
  iterator "range" {
    frmo = 1
#   ^^^^^^^^ error: unknown attribute frmo in block of type iterator (Did you mean from?) [unknown-attribute => from]
  }
}

#==== value-kind: from of loop.iterator
script "loop" "x" {
  do {
  }
  iterator "range" {
    from = "many"
#          ^^^^^^ error: value of attr "from" cannot be read as number: number value is required [value-kind]
  }
}

#==== label-count: loop.iterator with a label too many
script "loop" "x" {
  do {
  }
  iterator "range" "y" {
# ^^^^^^^^ error: iterator block must have exactly 1 label [label-count]
  }
}

#==== not unknown-attribute: loop.iterator.columns as documented
script "loop" "x" {
  do {
  }
  iterator "range" {
    cursor {
      id = int
    }
  }
}

#==== not unknown-attribute: loop.iterator.init as documented
script "loop" "x" {
  do {
  }
  iterator "range" {
    init {
      sql = "SELECT id FROM t ORDER BY id LIMIT 100"
    }
  }
}

#==== unknown-attribute: arsg in loop.iterator.init
script "loop" "x" {
  do {
  }
  iterator "range" {
    init {
      sql = "SELECT 1"
      arsg = ["x"]
#     ^^^^^^^^^^^^ error: unknown attribute arsg in block of type init (Did you mean args?) [unknown-attribute => args]
    }
  }
}

#==== missing-attribute: loop.iterator.init without sql
script "loop" "x" {
  do {
  }
  iterator "range" {
    init {
#   ^^^^ error: missing required attribute sql in block init [missing-attribute]
    }
  }
}

#==== value-kind: sql of loop.iterator.init
script "loop" "x" {
  do {
  }
  iterator "range" {
    init {
      sql = 5
#           ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== label-count: loop.iterator.init with a label too many
script "loop" "x" {
  do {
  }
  iterator "range" {
    init "y" {
#   ^^^^ error: init block must have exactly 0 labels [label-count]
      sql = "SELECT 1"
    }
  }
}

#==== not unknown-attribute: loop.iterator.next as documented
script "loop" "x" {
  do {
  }
  iterator "range" {
    next {
      sql  = "SELECT id FROM t WHERE id > ? ORDER BY id LIMIT 100"
      args = [cursor.id]
    }
  }
}

#==== unknown-attribute: arsg in loop.iterator.next
script "loop" "x" {
  do {
  }
  iterator "range" {
    next {
      sql = "SELECT 1"
      arsg = ["x"]
#     ^^^^^^^^^^^^ error: unknown attribute arsg in block of type next (Did you mean args?) [unknown-attribute => args]
    }
  }
}

#==== missing-attribute: loop.iterator.next without sql
script "loop" "x" {
  do {
  }
  iterator "range" {
    next {
#   ^^^^ error: missing required attribute sql in block next [missing-attribute]
    }
  }
}

#==== value-kind: sql of loop.iterator.next
script "loop" "x" {
  do {
  }
  iterator "range" {
    next {
      sql = 5
#           ^ error: value of attr "sql" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== label-count: loop.iterator.next with a label too many
script "loop" "x" {
  do {
  }
  iterator "range" {
    next "y" {
#   ^^^^ error: next block must have exactly 0 labels [label-count]
      sql = "SELECT 1"
    }
  }
}

#==== not unknown-attribute: loop.do as documented
script "loop" "x" {
  do {
    exec {
      sql = "DELETE FROM logs WHERE id < 1000"
    }
  }
}

#==== unknown-attribute: on_eror in loop.do
script "loop" "x" {
  do {
    on_eror = ABORT
#   ^^^^^^^^^^^^^^^ error: unknown attribute on_eror in block of type do (Did you mean on_error?) [unknown-attribute => on_error]
  }
}

#==== unknown-word: on_error of loop.do
script "loop" "x" {
  do {
    on_error = ABROT
#              ^^^^^ error: Unknown do.on_error; There is no on_error named "ABROT". Did you mean "ABORT"? [unknown-word => ABORT]
  }
}

#==== label-count: loop.do with a label too many
script "loop" "x" {
  do "y" {
# ^^ error: do block must have exactly 0 labels [label-count]
  }
}

#==== not unknown-attribute: loop.policy as documented
script "loop" "x" {
  do {
  }
  policy {
    schedule {
      every = "200ms"
    }
  }
}

#==== label-count: loop.policy with a label too many
script "loop" "x" {
  do {
  }
  policy "y" {
# ^^^^^^ error: policy block must have exactly 0 labels [label-count]
  }
}

#==== not unknown-attribute: loop.policy.tx as documented
script "loop" "x" {
  do {
  }
  policy {
    tx {
      mode = MANUAL
    }
  }
}

#==== unknown-attribute: moed in loop.policy.tx
script "loop" "x" {
  do {
  }
  policy {
    tx {
      moed = PER_ITERATION
#     ^^^^^^^^^^^^^^^^^^^^ error: unknown attribute moed in block of type tx (Did you mean mode?) [unknown-attribute => mode]
    }
  }
}

#==== unknown-word: mode of loop.policy.tx
script "loop" "x" {
  do {
  }
  policy {
    tx {
      mode = PER_ITREATION
#            ^^^^^^^^^^^^^ error: Unknown tx.mode; There is no mode named "PER_ITREATION". Did you mean "PER_ITERATION"? [unknown-word => PER_ITERATION]
    }
  }
}

#==== label-count: loop.policy.tx with a label too many
script "loop" "x" {
  do {
  }
  policy {
    tx "y" {
#   ^^ error: tx block must have exactly 0 labels [label-count]
    }
  }
}

#==== not unknown-attribute: loop.policy.schedule as documented
script "loop" "x" {
  do {
  }
  policy {
    schedule {
      every   = "200ms"
      timeout = "30m"
    }
  }
}

#==== unknown-attribute: evrey in loop.policy.schedule
script "loop" "x" {
  do {
  }
  policy {
    schedule {
      evrey = "x"
#     ^^^^^^^^^^^ error: unknown attribute evrey in block of type schedule (Did you mean every?) [unknown-attribute => every]
    }
  }
}

#==== value-kind: every of loop.policy.schedule
script "loop" "x" {
  do {
  }
  policy {
    schedule {
      every = 5
#             ^ error: value of attr "every" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== label-count: loop.policy.schedule with a label too many
script "loop" "x" {
  do {
  }
  policy {
    schedule "y" {
#   ^^^^^^^^ error: schedule block must have exactly 0 labels [label-count]
    }
  }
}

#==== not unknown-attribute: loop.policy.ramp as documented
script "loop" "x" {
  do {
  }
  policy {
    ramp {
      stage {
        size       = 100
        iterations = 3
      }
      stage {
        size = 1000
      }
    }
  }
}

#==== label-count: loop.policy.ramp with a label too many
script "loop" "x" {
  do {
  }
  policy {
    ramp "y" {
#   ^^^^ error: ramp block must have exactly 0 labels [label-count]
      stage {
        size = 1
      }
    }
  }
}

#==== not unknown-attribute: loop.policy.ramp.stage as documented
script "loop" "x" {
  do {
  }
  policy {
    ramp {
      stage {
        size = 1000
      }
    }
  }
}

#==== unknown-attribute: iteraitons in loop.policy.ramp.stage
script "loop" "x" {
  do {
  }
  policy {
    ramp {
      stage {
        size = 1
        iteraitons = 1
#       ^^^^^^^^^^^^^^ error: unknown attribute iteraitons in block of type stage (Did you mean iterations?) [unknown-attribute => iterations]
      }
    }
  }
}

#==== missing-attribute: loop.policy.ramp.stage without size
script "loop" "x" {
  do {
  }
  policy {
    ramp {
      stage {
#     ^^^^^ error: missing required attribute size in block stage [missing-attribute]
      }
    }
  }
}

#==== value-kind: size of loop.policy.ramp.stage
script "loop" "x" {
  do {
  }
  policy {
    ramp {
      stage {
        size = "many"
#              ^^^^^^ error: value of attr "size" cannot be read as integer: number value is required [value-kind]
      }
    }
  }
}

#==== label-count: loop.policy.ramp.stage with a label too many
script "loop" "x" {
  do {
  }
  policy {
    ramp {
      stage "y" {
#     ^^^^^ error: stage block must have exactly 0 labels [label-count]
        size = 1
      }
    }
  }
}

#==== exclusive: iterations and hold of loop.policy.ramp.stage
script "loop" "x" {
  do {
  }
  policy {
    ramp {
      stage {
        size = 1
        iterations = 1
        hold = "x"
#       ^^^^^^^^^^ error: attributes iterations and hold are mutually exclusive in block stage [exclusive]
      }
    }
  }
}

#==== label-value: a verb that does not exist
script "exce" "a" {
#      ^^^^^^ error: unknown verb exce in block of type script (Did you mean exec?) [label-value => "exec"]
  exec {
    sql = "SELECT 1"
  }
}
