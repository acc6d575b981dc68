# The language of Atlas data scripts files, as data: see docs/reference/dialect.md for the language of this file.
dialect "script" {
  title            = "Atlas data scripts"
  language_id      = "atlas-script"
  suffix           = ".script.hcl"
  engine           = "script"
  config_functions = true
  scope            = ["self", "iterator", "cursor", "query", "ramp"]
}

block "variable" {
  doc           = "Input value of the file. Set by `vars` in atlas.hcl, by extra attributes of the env, or by --var."
  labels        = ["name"]
  role          = variable
  referenced_as = "var.<name>"
  example       = <<-HCL
    variable "seed_file" {
      type    = string
      default = "seed.sql"
    }
  HCL
  attributes {
    type        = required(typeexpr, "Type constraint, not a string.", { role = type })
    default     = optional(any, "Value when none is supplied; no var.* or local.* in it.", { role = default })
    description = optional(string, "Free text.")
  }
}

block "locals" {
  doc           = "Named values of the file."
  role          = locals
  referenced_as = "local.<attribute>"
  repeatable    = true
  open          = [attributes]
  example       = <<-HCL
    locals {
      user = "ada"
    }
  HCL
}

block "mask" {
  doc           = "Rules that hide result columns, declared once and used by name. REPLACE needs a pattern and a replacement; the attribute names are not confirmed."
  labels        = ["name"]
  referenced_as = "mask.<name>"
  open          = [attributes]
  pro           = true
  example       = <<-HCL
    mask "pii" {
      columns = ["email", "*_enc"]
      method  = REDACT
    }
  HCL
  attributes {
    columns    = optional(list(string), "Column names or globs.")
    method     = optional(enum(mask_method), "How values are hidden.")
    keep       = optional(int, "PARTIAL: characters kept at both ends.")
    keep_left  = optional(int, "PARTIAL: characters kept at the start.")
    keep_right = optional(int, "PARTIAL: characters kept at the end.")
    salt       = optional(string, "HASH: key; plain SHA-256 without it, HMAC-SHA-256 with it.")
  }
}

block "script" {
  doc    = "A script on live data; the first label selects what it does."
  labels = [label("verb", ["exec", "query", "loop"]), "name"]

  variant "exec" {
    doc           = "Writes in one transaction. Blocks run in order; at least one exec, assert or check is needed."
    referenced_as = "not referable; run with --run"
    pro           = true
    ordered       = true
    example       = <<-HCL
      script "exec" "cancel_pending" {
        exec {
          sql = "UPDATE orders SET status = 'canceled' WHERE status = 'pending'"
        }
      }
    HCL
    attributes {
      description = optional(string, "What it does.")
    }
    one_of {
      names = ["exec", "assert", "check"]
    }
    shared {
      condition = block("script.command.condition")
      break     = block("script.command.break")
      assert    = block("script.command.assert")
      check     = block("script.command.check")
      exec      = block("script.command.exec")
      query     = block("script.command.query_bound")
      output    = block("script.command.output")
      http      = block("script.command.http")
    }

    block "tx" {
      doc     = "Transaction of an exec script."
      max     = 1
      pro     = true
      example = <<-HCL
        tx {
          mode = NONE
        }
      HCL
      attributes {
        mode     = optional(enum(exec_tx_mode), "AUTO: one transaction; NONE: none.")
        on_error = optional(enum(exec_on_error), "ROLLBACK or COMMIT when a step fails.")
      }
    }
  }

  variant "query" {
    doc           = "Reads. Every inner query prints a section in order."
    referenced_as = "not referable; run with --run"
    pro           = true
    ordered       = true
    example       = <<-HCL
      script "query" "users" {
        query "all" {
          sql    = "SELECT id, email FROM users ORDER BY id"
          format = CSV
        }
      }
    HCL
    attributes {
      description = optional(string, "What it does.")
    }
    shared {
      query  = block("script.command.query", { min = 1 })
      break  = block("script.command.break")
      output = block("script.command.output")
      mask   = block("script.mask")
      http   = block("script.command.http")
    }
  }

  variant "loop" {
    doc           = "Repeats a body, once per page of an iterator. Order is fixed: conditions, then iterator and do, then assert and check; policy beside them."
    referenced_as = "not referable; run with --run"
    pro           = true
    ordered       = true
    example       = <<-HCL
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
    HCL
    attributes {
      description = optional(string, "What it does.")
    }
    shared {
      condition = block("script.command.condition")
      assert    = block("script.command.assert")
      check     = block("script.command.check")
    }

    block "iterator" {
      doc           = "Source of pages. keyset: cursor, batch, init and next blocks. range: from, to and step attributes."
      labels        = [label("mode", ["keyset", "range"])]
      referenced_as = "iterator.<mode>"
      max           = 1
      pro           = true
      example       = <<-HCL
        iterator "range" {
          from = 0
          to   = 100000
          step = 1000
        }
      HCL
      attributes {
        from = optional(number, "range: first value (needed there). Only for mode range.")
        to   = optional(number, "range: last value (needed there). Only for mode range.")
        step = optional(number, "range: size of a chunk (needed there). Only for mode range.")
      }
      shared {
        cursor = block("script:loop.iterator.columns", { max = 1 })
        batch  = block("script:loop.iterator.columns", { max = 1 })
      }

      block "init" {
        doc     = "Query of the first page."
        max     = 1
        pro     = true
        example = <<-HCL
          init {
            sql = "SELECT id FROM t ORDER BY id LIMIT 100"
          }
        HCL
        attributes {
          sql  = required(sql, "SELECT with ORDER BY and LIMIT.", { sql = script })
          args = optional(list(any), "Arguments.")
        }
      }

      block "next" {
        doc     = "Query of the later pages."
        max     = 1
        pro     = true
        example = <<-HCL
          next {
            sql  = "SELECT id FROM t WHERE id > ? ORDER BY id LIMIT 100"
            args = [cursor.id]
          }
        HCL
        attributes {
          sql  = required(sql, "SELECT that seeks behind the cursor.", { sql = script })
          args = optional(list(any), "Arguments, mostly [cursor.<column>].")
        }
      }
    }

    block "do" {
      doc     = "Body of one iteration."
      min     = 1
      max     = 1
      pro     = true
      ordered = true
      example = <<-HCL
        do {
          exec {
            sql = "DELETE FROM logs WHERE id < 1000"
          }
        }
      HCL
      attributes {
        on_error = optional(enum(do_on_error), "ABORT ends the loop, CONTINUE goes on with the next page.")
      }
      shared {
        exec     = block("script.command.exec")
        query    = block("script.command.query_bound")
        assert   = block("script.command.assert")
        check    = block("script.command.check")
        break    = block("script.command.break")
        continue = block("script.command.continue")
        log      = block("script.command.log")
        output   = block("script.command.output")
        sleep    = block("script.command.sleep")
        http     = block("script.command.http")
        tx       = block("script.command.tx")
      }
    }

    block "policy" {
      doc     = "Transactions, pace and batch size."
      max     = 1
      pro     = true
      example = <<-HCL
        policy {
          schedule {
            every = "200ms"
          }
        }
      HCL

      block "tx" {
        doc     = "Transaction mode of the loop."
        max     = 1
        pro     = true
        example = <<-HCL
          tx {
            mode = MANUAL
          }
        HCL
        attributes {
          mode = optional(enum(loop_tx_mode), "PER_ITERATION wraps each page; MANUAL leaves it to tx commands. http and tx commands need MANUAL.")
        }
      }

      block "schedule" {
        doc     = "Pace and bounds."
        max     = 1
        pro     = true
        example = <<-HCL
          schedule {
            every   = "200ms"
            timeout = "30m"
          }
        HCL
        attributes {
          every      = optional(string, "Go duration between iterations.")
          limit      = optional(int, "Most iterations.")
          timeout    = optional(string, "Go duration for the whole loop.")
          pause_when = optional(sql, "SQL probe; the loop waits while it is true.", { sql = script })
        }
      }

      block "ramp" {
        doc     = "Grows the page size in stages; the size is ramp.size."
        max     = 1
        pro     = true
        example = <<-HCL
          ramp {
            stage {
              size       = 100
              iterations = 3
            }
            stage {
              size = 1000
            }
          }
        HCL

        block "stage" {
          doc        = "One stage."
          min        = 1
          repeatable = true
          pro        = true
          example    = <<-HCL
            stage {
              size = 1000
            }
          HCL
          attributes {
            size       = required(int, "Page size.")
            iterations = optional(int, "Pages in this stage.")
            hold       = optional(string, "Go duration of this stage.")
          }
          exclusive {
            names = ["iterations", "hold"]
          }
        }
      }
    }
  }
}

shape "script.mask" {
  doc        = "Hides result columns of this query, or of every query when placed directly in a script."
  repeatable = true
  open       = [attributes]
  pro        = true
  example    = <<-HCL
    mask {
      columns    = ["card"]
      method     = PARTIAL
      keep_right = 4
    }
  HCL
  attributes {
    columns    = optional(list(string), "Column names or globs.")
    method     = optional(enum(mask_method), "How values are hidden.")
    keep       = optional(int, "PARTIAL: characters kept at both ends.")
    keep_left  = optional(int, "PARTIAL: characters kept at the start.")
    keep_right = optional(int, "PARTIAL: characters kept at the end.")
    salt       = optional(string, "HASH: key; plain SHA-256 without it, HMAC-SHA-256 with it.")
    use        = optional(list(ref(mask)), "Declared masks: [mask.<name>].")
  }
}

shape "script:loop.iterator.columns" {
  doc           = "Names and types of columns: column = type. cursor is the seek key, batch the exposed page."
  referenced_as = "cursor.<column> in next; iterator.keyset.batch[*].<column> in do"
  repeatable    = true
  open          = [attributes]
  pro           = true
  types_only    = true
  example       = <<-HCL
    cursor {
      id = int
    }
  HCL
}

shape "script.command.condition" {
  doc        = "Guard before anything is written; false ends the run quietly, NULL is an error."
  labels     = ["name"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    condition "active" {
      sql = "SELECT count(*) > 0 FROM users"
    }
  HCL
  attributes {
    sql  = required(sql, "Query with one value.", { sql = script })
    args = optional(list(any), "Arguments.")
  }
}

shape "script.command.break" {
  doc        = "Stops when true and keeps what was done."
  labels     = ["name?"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    break "empty" {
      expr = length(query.pending.rows) == 0
    }
  HCL
  attributes {
    sql     = optional(sql, "Query with one value.", { sql = script })
    expr    = optional(bool, "HCL expression.", { role = expr })
    args    = optional(list(any), "Arguments of sql.")
    message = optional(string, "Text printed.")
  }
  exclusive {
    names = ["sql", "expr"]
  }
  one_of {
    names = ["sql", "expr"]
  }
}

shape "script.command.continue" {
  doc        = "Skips the rest of the iteration when true."
  labels     = ["name?"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    continue "skip" {
      expr = self.index == 0
    }
  HCL
  attributes {
    sql  = optional(sql, "Query with one value.", { sql = script })
    expr = optional(bool, "HCL expression.", { role = expr })
    args = optional(list(any), "Arguments of sql.")
  }
  one_of {
    names = ["sql", "expr"]
  }
}

shape "script.command.assert" {
  doc        = "Must be true; false or NULL fails the run."
  labels     = ["name"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    assert "archived" {
      sql = "SELECT status = 'archived' FROM users WHERE id = 1"
    }
  HCL
  attributes {
    sql           = required(sql, "Query with one value.", { sql = script })
    args          = optional(list(any), "Arguments.")
    error_message = optional(string, "Text on failure.")
  }
}

shape "script.command.check" {
  doc        = "Compares the printed result of a query."
  labels     = ["name"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    check "count" {
      sql    = "SELECT count(*) FROM users"
      output = "3"
    }
  HCL
  attributes {
    sql    = required(sql, "Query.", { sql = script })
    args   = optional(list(any), "Arguments.", { uncertain = true })
    output = optional(string, "Exact text.")
    match  = optional(string, "Regular expression.")
    format = optional(enum(format), "CSV when absent.")
  }
  exclusive {
    names = ["output", "match"]
  }
  one_of {
    names = ["output", "match"]
  }
}

shape "script.command.exec" {
  doc        = "One write."
  labels     = ["name?"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    exec "archive" {
      sql         = "UPDATE users SET status = 'archived' WHERE id = ?"
      args        = [var.id]
      expect_rows = 1
    }
  HCL
  attributes {
    sql         = required(sql, "Statement.", { sql = script })
    args        = optional(list(any), "Scalars for the driver's own placeholders.")
    expect_rows = optional(int, "Number of rows that must be touched.")
  }
}

shape "script.command.query_bound" {
  doc           = "Reads rows for later blocks and prints nothing."
  labels        = ["name"]
  referenced_as = "query.<name>.rows[*].<column>"
  repeatable    = true
  pro           = true
  example       = <<-HCL
    query "ids" {
      sql = "SELECT id FROM users"
      rows {
        id = int
      }
    }
  HCL
  attributes {
    sql  = required(sql, "Query.", { sql = script })
    args = optional(list(any), "Arguments.")
  }
  shared {
    rows = block("script.command.rows", { min = 1, max = 1 })
  }
}

shape "script.command.query" {
  doc           = "Prints the result of a query, or, with rows, keeps it for later blocks."
  labels        = ["name"]
  referenced_as = "query.<name>.rows (only with rows)"
  repeatable    = true
  pro           = true
  example       = <<-HCL
    query "top" {
      sql    = "SELECT email FROM users LIMIT 5"
      format = TABLE
    }
  HCL
  attributes {
    sql    = required(sql, "Query.", { sql = script })
    args   = optional(list(any), "Arguments.")
    format = optional(enum(format), "TABLE when absent.")
  }
  exclusive {
    names = ["rows", "format"]
  }
  exclusive {
    names = ["rows", "mask"]
  }
  shared {
    rows = block("script.command.rows", { max = 1 })
    mask = block("script.mask")
  }
}

shape "script.command.rows" {
  doc        = "Columns of a bound query: column = type."
  repeatable = true
  open       = [attributes]
  pro        = true
  types_only = true
  example    = <<-HCL
    rows {
      id = int
    }
  HCL
}

shape "script.command.output" {
  doc        = "A line of the product of the script."
  repeatable = true
  pro        = true
  example    = <<-HCL
    output {
      message = "$${length(query.ids.rows)} users"
    }
  HCL
  attributes {
    message = required(string, "Text with $${...}.")
  }
}

shape "script.command.log" {
  doc        = "A line of the run report."
  repeatable = true
  pro        = true
  example    = <<-HCL
    log {
      message = "batch $${self.index}"
    }
  HCL
  attributes {
    message = required(string, "Text with $${...}.")
  }
}

shape "script.command.sleep" {
  doc        = "Waits."
  repeatable = true
  open       = [attributes]
  pro        = true
  example    = <<-HCL
    sleep {
      duration = "1s"
    }
  HCL
  attributes {
    duration = optional(string, "Go duration; attribute name not confirmed.", { uncertain = true })
  }
}

shape "script.command.http" {
  doc        = "Calls a web address. Cannot be rolled back."
  labels     = ["name?"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    http "notify" {
      url           = "https://hooks.example.com/x"
      method        = POST
      body          = jsonencode({ n = 1 })
      expect_status = 200
    }
  HCL
  attributes {
    url           = required(string, "Address.")
    method        = optional(enum(http_method), "Bare word such as POST.")
    headers       = optional(map(string), "Header fields.")
    body          = optional(string, "Body, often jsonencode({...}).")
    expect_status = optional(int, "Status that counts as success; without it any status does.")
  }
}

shape "script.command.tx" {
  doc        = "Groups commands in one transaction; only with policy.tx.mode = MANUAL. Body inferred."
  labels     = ["name?"]
  repeatable = true
  open       = [blocks]
  pro        = true
  ordered    = true
  example    = <<-HCL
    tx {
      exec {
        sql = "DELETE FROM t"
      }
    }
  HCL
  shared {
    exec   = block("script.command.exec")
    query  = block("script.command.query_bound")
    assert = block("script.command.assert")
    check  = block("script.command.check")
  }
}

enum "verb" {
  words = ["exec", "query", "loop"]
}

enum "mask_method" {
  words = ["REDACT", "PARTIAL", "HASH", "REPLACE"]
}

enum "exec_tx_mode" {
  words = ["AUTO", "NONE"]
}

enum "exec_on_error" {
  words = ["ROLLBACK", "COMMIT"]
}

enum "loop_tx_mode" {
  words = ["PER_ITERATION", "MANUAL"]
}

enum "do_on_error" {
  words = ["ABORT", "CONTINUE"]
}

enum "format" {
  words = ["CSV", "TABLE"]
}

enum "iterator_mode" {
  words = ["keyset", "range"]
}

enum "http_method" {
  strings = true
  words   = ["GET", "POST", "PUT", "PATCH", "DELETE"]
}
