# The language of Atlas tests files, as data: see docs/reference/dialect.md for the language of this file.
dialect "test" {
  title            = "Atlas tests"
  language_id      = "atlas-test"
  suffix           = ".test.hcl"
  engine           = "test"
  config_functions = true
  scope            = ["atlas", "self", "testing"]
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

block "data" {
  doc           = "Data sources work as in atlas.hcl (external, sql, external_schema and so on). Inferred from plan tests whose url may be a data source."
  labels        = ["kind", "name"]
  role          = data
  referenced_as = "data.<kind>.<name>"
  open          = [attributes, blocks]
  pro           = true
  example       = <<-HCL
    data "external" "seed" {
      program = ["cat", "seed.sql"]
    }
  HCL
}

block "test" {
  doc    = "A test case; the first label selects what it tests."
  labels = [label("kind", ["schema", "migrate", "plan", "script"]), "name"]

  variant "schema" {
    doc           = "A case of `atlas schema test`. The desired schema is created on the dev database, then the commands run in order."
    referenced_as = "not referable; testing.name is the case name inside it"
    pro           = true
    ordered       = true
    example       = <<-HCL
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
    HCL
    attributes {
      skip     = optional(bool, "Leaves the case out when true; may be any boolean expression.")
      for_each = optional(list(map(any)) || map(any) || list(any), "Runs the case once per element; each.key and each.value are set. Case names become name/1, name/2 and so on.", { role = for_each, meta = true })
      parallel = optional(bool, "The case may run beside other parallel ones, each on its own database.")
    }
    shared {
      exec     = block("test.command.exec")
      catch    = block("test.command.catch")
      assert   = block("test.command.assert")
      log      = block("test.command.log")
      external = block("test.command.external")
      cleanup  = block("test.command.cleanup")
      script   = block("test.command.script")
    }
  }

  variant "migrate" {
    doc           = "A case of `atlas migrate test`. It begins with an empty database; migrate commands move it to a version."
    referenced_as = "not referable; testing.name is the case name inside it"
    pro           = true
    ordered       = true
    example       = <<-HCL
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
    HCL
    attributes {
      skip     = optional(bool, "Leaves the case out when true; may be any boolean expression.")
      for_each = optional(list(map(any)) || map(any) || list(any), "Runs the case once per element; each.key and each.value are set. Case names become name/1, name/2 and so on.", { role = for_each, meta = true })
    }
    shared {
      exec     = block("test.command.exec")
      catch    = block("test.command.catch")
      assert   = block("test.command.assert")
      log      = block("test.command.log")
      external = block("test.command.external")
      cleanup  = block("test.command.cleanup")
      migrate  = block("test.command.migrate")
      script   = block("test.command.script")
    }
  }

  variant "plan" {
    doc           = "A case of `atlas schema plan test`. A schema command loads the state before, apply runs the plan file."
    referenced_as = "not referable; testing.name is the case name inside it"
    pro           = true
    ordered       = true
    example       = <<-HCL
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
    HCL
    attributes {
      skip     = optional(bool, "Leaves the case out when true; may be any boolean expression.")
      for_each = optional(list(map(any)) || map(any) || list(any), "Runs the case once per element; each.key and each.value are set. Case names become name/1, name/2 and so on.", { role = for_each, meta = true })
    }
    shared {
      exec     = block("test.command.exec")
      catch    = block("test.command.catch")
      assert   = block("test.command.assert")
      log      = block("test.command.log")
      external = block("test.command.external")
      cleanup  = block("test.command.cleanup")
      schema   = block("test.command.schema")
      apply    = block("test.command.apply")
      script   = block("test.command.script")
    }
  }

  variant "script" {
    doc           = "A case of `atlas script test`. It begins with an empty database."
    referenced_as = "not referable; testing.name is the case name inside it"
    pro           = true
    ordered       = true
    example       = <<-HCL
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
    HCL
    attributes {
      skip     = optional(bool, "Leaves the case out when true; may be any boolean expression.")
      for_each = optional(list(map(any)) || map(any) || list(any), "Runs the case once per element; each.key and each.value are set. Case names become name/1, name/2 and so on.", { role = for_each, meta = true })
    }
    shared {
      exec     = block("test.command.exec")
      catch    = block("test.command.catch")
      assert   = block("test.command.assert")
      log      = block("test.command.log")
      external = block("test.command.external")
      cleanup  = block("test.command.cleanup")
      schema   = block("test.command.schema")
      script   = block("test.command.script")
    }
  }
}

shape "test.command.exec" {
  doc        = "Runs SQL that must succeed, and compares the result if asked."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exec {
      sql    = "SELECT 1"
      output = "1"
    }
  HCL
  attributes {
    sql    = required(sql, "Statement or statements.", { sql = script })
    format = optional(enum(format), "How rows are written before the comparison; csv when absent.")
    output = optional(string, "Exact text expected; newlines at both ends are trimmed.")
    match  = optional(string, "Regular expression the text must match.")
  }
  exclusive {
    names = ["output", "match"]
  }
}

shape "test.command.catch" {
  doc        = "Runs SQL that must fail."
  repeatable = true
  pro        = true
  example    = <<-HCL
    catch {
      sql   = "SELECT 1/0"
      error = "division by zero"
    }
  HCL
  attributes {
    sql   = required(sql, "Statement.", { sql = failing })
    error = optional(string, "Pattern found in the error text.")
  }
}

shape "test.command.assert" {
  doc        = "SQL that must return one row with one true value."
  repeatable = true
  pro        = true
  example    = <<-HCL
    assert {
      sql           = "SELECT count(*) = 1 FROM users"
      error_message = "one user expected"
    }
  HCL
  attributes {
    sql           = required(sql, "Query.", { sql = script })
    error_message = optional(string, "Text shown on failure.")
  }
}

shape "test.command.log" {
  doc        = "Prints a line, prefixed with file and line number."
  repeatable = true
  pro        = true
  example    = <<-HCL
    log {
      message = "testing $${testing.name}"
    }
  HCL
  attributes {
    message = required(string, "Text; usually with $${...}.")
  }
}

shape "test.command.external" {
  doc        = "Runs a program. Its standard output may be compared."
  repeatable = true
  pro        = true
  example    = <<-HCL
    external {
      program = ["go", "run", "seed.go", "--url", testing.dev_url]
    }
  HCL
  attributes {
    program     = required(list(string), "Program and arguments; testing.dev_url is often among them.")
    working_dir = optional(string, "Directory the program starts in.")
    output      = optional(string, "Exact output.")
    match       = optional(string, "Regular expression over the output.")
  }
  exclusive {
    names = ["output", "match"]
  }
}

shape "test.command.cleanup" {
  doc        = "SQL that runs after the case whatever happened, last defined first."
  repeatable = true
  pro        = true
  example    = <<-HCL
    cleanup {
      sql = "DROP ROLE tester"
    }
  HCL
  attributes {
    sql = required(sql, "Statement.", { sql = script })
  }
}

shape "test.command.migrate" {
  doc        = "Moves the dev database to a version of the migration directory. Only in test \"migrate\"."
  repeatable = true
  pro        = true
  example    = <<-HCL
    migrate {
      to = "20240613061046"
    }
  HCL
  attributes {
    to = required(string, "Version; must exist in the directory.")
  }
}

shape "test.command.schema" {
  doc        = "Loads a schema into the dev database. Only in plan and script cases."
  repeatable = true
  pro        = true
  example    = <<-HCL
    schema {
      url = "file://schema.sql"
    }
  HCL
  attributes {
    url = required(string, "file://, atlas://repo?tag=..., or a data source url.", { url = state })
  }
}

shape "test.command.apply" {
  doc        = "Applies a plan file. Only in test \"plan\". The current state must equal the plan's from."
  repeatable = true
  pro        = true
  example    = <<-HCL
    apply {
      url = "file://add_email.plan.hcl"
    }
  HCL
  attributes {
    url = required(string, "file:// URL of a *.plan.hcl file.", { url = plan })
  }
}

shape "test.command.script" {
  doc        = "Runs data scripts inside the case."
  labels     = [label("verb", ["exec", "query", "loop"])]
  repeatable = true
  pro        = true
  example    = <<-HCL
    script "query" {
      file   = "users.script.hcl"
      run    = "^user_status$"
      output = "archived"
    }
  HCL
  attributes {
    file   = required(string, "Script file or directory, relative path.", { url = script })
    run    = optional(string, "Regular expression over script names.")
    vars   = optional(map(any), "Input values.")
    output = optional(string, "Exact text the run prints.")
    match  = optional(string, "Regular expression over that text.")
    error  = optional(string, "The run must fail with this text.")
  }
  exclusive {
    names = ["output", "match", "error"]
  }

  block "as" {
    doc     = "Runs the script as another principal."
    max     = 1
    pro     = true
    example = <<-HCL
      as {
        role = "reader"
      }
    HCL
    attributes {
      role     = optional(string, "Role to switch to.")
      user     = optional(string, "User to log in as.")
      password = optional(string, "Password of user.")
    }
    exclusive {
      names = ["role", "user"]
    }
    one_of {
      names = ["role", "user"]
    }
  }
}

enum "format" {
  strings = true
  words   = ["csv", "table"]
}

enum "test_kind" {
  words = ["schema", "migrate", "plan", "script"]
}

enum "script_verb" {
  words = ["exec", "query", "loop"]
}
