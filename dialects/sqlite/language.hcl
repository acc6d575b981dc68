# The language of SQLite files, as data: see docs/reference/dialect.md for the language of this file.
dialect "sqlite" {
  title       = "SQLite"
  language_id = "atlas-schema-sqlite"
  suffix      = ".lt.hcl"
  engine      = "sqlite"
  url_schemes = ["sqlite", "sqlite3", "libsql", "libsql+ws", "libsql+wss", "libsql+file"]
  schema      = true
}

block "schema" {
  doc           = "The database file. Only main exists; attached databases are not supported."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  example       = <<-HCL
    schema "main" {
    }
  HCL
  attributes {
    name    = optional(string, "Real name when it differs from the label.", { role = name })
    comment = optional(string, "Free text; SQLite stores no comments.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }
}

block "table" {
  doc           = "A table with its columns, keys, indexes and constraints."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  rules         = ["sqlite_table"]
  example       = <<-HCL
    table "notes" {
      schema = schema.main
      column "id" {
        type           = integer
        auto_increment = true
      }
      column "body" {
        type = text
        null = true
      }
      primary_key {
        columns = [column.id]
      }
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Database that owns the table.", { role = schema })
    comment       = optional(string, "Free text; SQLite stores no comments.", { role = comment })
    without_rowid = optional(bool, "WITHOUT ROWID table; it needs a primary key and cannot use auto_increment.")
    strict        = optional(bool, "STRICT table: only int, integer, real, text, blob and sql(\"ANY\") types.")
    depends_on    = optional(list(ref(table, view)), "Objects to create before this table.", { role = depends_on })
    renamed_from  = optional(string, "Former table name: plans a rename in place of drop and create.", { role = renamed_from, pro = true })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "column" {
    doc           = "One column of a table. It is NOT NULL unless null is true."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name> | table.<schema>.<table>.column.<name>"
    ordered       = true
    rules         = ["sqlite_column"]
    example       = <<-HCL
      column "created_at" {
        type    = datetime
        default = sql("CURRENT_TIMESTAMP")
      }
    HCL
    attributes {
      type           = required(type, "Column type: a listed type, or sql(\"...\") for any declared type.", { role = type })
      null           = optional(bool, "Whether the column accepts NULL.", { role = null, default = false })
      default        = optional(expr, "Default: string, number, bool, or sql(\"...\"); expressions get parentheses when planned.", { role = default })
      auto_increment = optional(bool, "AUTOINCREMENT; the column must be the only primary key column and of type integer.", { role = auto_increment })
      unsigned       = optional(bool, "Accepted by the reference; no SQLite type reads it, so it has no effect.", { role = unsigned })
      as             = optional(sql, "Generation expression; short form of the as block, VIRTUAL.", { role = expr })
      comment        = optional(string, "Free text; SQLite stores no comments.", { role = comment })
      renamed_from   = optional(string, "Former column name: plans a rename.", { role = renamed_from, pro = true })
    }
    exclusive {
      names   = ["as (attribute)", "as (block)"]
      message = "multiple as definitions for column \"{label}\""
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }

    block "as" {
      doc     = "Makes the column generated, and chooses whether its value is stored."
      role    = generated
      max     = 1
      example = <<-HCL
        column "full" {
          type = text
          as {
            expr = "first || last"
            type = STORED
          }
        }
      HCL
      attributes {
        expr = required(sql, "Generation expression.", { role = expr })
        type = optional(enum(generated_type), "Storage of the value; VIRTUAL when absent.", { role = storage, default = "VIRTUAL" })
      }
    }
  }

  block "primary_key" {
    doc     = "Primary key of the table."
    labels  = ["name?"]
    role    = primary_key
    max     = 1
    example = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
    attributes {
      columns = required(list(ref(column)), "Key columns in order. There are no on blocks here.", { role = columns, own = true })
      comment = optional(string, "Comment on the key.", { role = comment })
    }
  }

  block "index" {
    doc           = "An index, unique when asked, partial when it has where."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name> (inside the table) | table.<table>.index.<name>"
    example       = <<-HCL
      index "open_tasks" {
        columns = [column.due]
        where   = "done = 0"
      }
    HCL
    attributes {
      columns      = optional(list(ref(column)), "Indexed columns in order; use this or on blocks.", { role = columns, own = true, unless = on })
      unique       = optional(bool, "Rejects duplicate keys.", { role = unique })
      where        = optional(sql, "Condition of a partial index.", { role = where, sql = predicate })
      comment      = optional(string, "Free text; SQLite stores no comments.", { role = comment })
      renamed_from = optional(string, "Former index name: plans a rename.", { role = renamed_from, pro = true })
    }
    exclusive {
      names   = ["columns", "on"]
      message = "multiple definitions for index \"{label}\", use \"columns\" or \"on\""
    }
    one_of {
      names   = ["columns", "on"]
      late    = true
      message = "missing definition for index \"{label}\""
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }

    block "on" {
      doc        = "One part of an index: a column or an expression."
      role       = index_part
      repeatable = true
      ordered    = true
      example    = <<-HCL
        on {
          expr = "lower(email)"
        }
      HCL
      attributes {
        column = optional(ref(column), "Indexed column of this table.", { role = column, own = true })
        expr   = optional(sql, "Indexed expression.", { role = expr })
        desc   = optional(bool, "Descending order.", { role = desc })
      }
      exclusive {
        names   = ["column", "expr"]
        message = "cannot use both \"column\" and \"expr\" in index \"{label}\" at position {position}"
      }
      one_of {
        names   = ["column", "expr"]
        late    = true
        message = "\"column\" or \"expr\" are required for index \"{label}\" at position {position}"
      }
    }
  }

  block "foreign_key" {
    doc           = "A reference from columns of this table to columns of another or the same table."
    labels        = ["name"]
    role          = foreign_key
    referenced_as = "foreign_key.<name> (inside the table)"
    example       = <<-HCL
      foreign_key "author_fk" {
        columns     = [column.author_id]
        ref_columns = [table.authors.column.id]
        on_delete   = SET_NULL
      }
    HCL
    attributes {
      columns     = required(list(ref(column)), "Referencing columns, of this table.", { role = columns, own = true })
      ref_columns = required(list(ref(column)), "Referenced columns, all of one table, as many as columns.", { role = ref_columns, same_length = columns, single_table = true })
      on_update   = optional(enum(on_update), "Action when the referenced key changes; NO_ACTION when absent. The same word as a string (spaces or underscores) is read too.", { role = on_update })
      on_delete   = optional(enum(on_delete), "Action when the referenced row goes; NO_ACTION when absent. The same word as a string (spaces or underscores) is read too.", { role = on_delete })
      comment     = optional(string, "Free text; SQLite stores no comments.", { role = comment })
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }
  }

  block "check" {
    doc           = "A CHECK constraint; the label may be left out."
    labels        = ["name?"]
    role          = check
    referenced_as = "check.<name> (inside the table)"
    repeatable    = true
    example       = <<-HCL
      check "age" {
        expr = "age >= 0"
      }
    HCL
    attributes {
      expr    = required(sql, "Condition that every row has to satisfy.", { role = expr })
      comment = optional(string, "Free text; SQLite stores no comments.", { role = comment })
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }
  }
}

block "view" {
  doc           = "A view: a stored query with its column list."
  labels        = ["schema?", "name"]
  role          = view
  referenced_as = "view.<name> | view.<schema>.<name>"
  pro           = true
  example       = <<-HCL
    view "open" {
      schema = schema.main
      column "id" {
        type = integer
      }
      as         = "SELECT id FROM tasks WHERE done = 0"
      depends_on = [table.tasks]
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Database that owns the view.", { role = schema })
    as         = required(sql, "Query of the view.", { role = definition, sql = query })
    depends_on = optional(list(ref(table, view)), "Objects the query reads; they are created first.", { role = depends_on })
    comment    = optional(string, "Free text; SQLite stores no comments.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "column" {
    doc           = "One output column of a view."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> (inside the view) | view.<view>.column.<name>"
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "id" {
        type = integer
      }
    HCL
    attributes {
      type    = required(type, "Type of the column.", { role = type })
      null    = optional(bool, "Whether the column may be NULL.", { role = null, default = false })
      comment = optional(string, "Free text.", { role = comment })
    }
  }
}

block "trigger" {
  doc           = "A row trigger on a table or view: one timing block with one event, and a body."
  labels        = ["name"]
  role          = trigger
  referenced_as = "trigger.<name>"
  repeatable    = true
  pro           = true
  rules         = ["sqlite_trigger"]
  example       = <<-HCL
    trigger "audit" {
      on = table.orders
      after {
        update_of = [table.orders.column.amount]
      }
      when = "NEW.amount <> OLD.amount"
      as   = <<-SQL
      BEGIN
        INSERT INTO log(order_id) VALUES (NEW.id);
      END
      SQL
    }
  HCL
  attributes {
    on      = required(ref(table, view), "Table or view the trigger watches.", { role = target })
    as      = required(sql, "Body, a BEGIN ... END block.", { role = definition, sql = body })
    for     = optional(enum(trigger_for), "Granularity; only ROW exists and it is the default. Same as foreach.")
    foreach = optional(enum(trigger_for), "Another name for for; give one of the two.")
    when    = optional(sql, "Condition that must hold for the body to run.", { sql = predicate })
  }
  exclusive {
    names = ["foreach", "for"]
  }
  exclusive {
    names = ["before", "after", "instead_of"]
  }
  one_of {
    names = ["before", "after", "instead_of"]
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "before" {
    doc     = "Fires the trigger before one kind of row change."
    max     = 1
    pro     = true
    example = <<-HCL
      before {
        update = true
      }
    HCL
    attributes {
      insert    = optional(bool, "On INSERT.")
      update    = optional(bool, "On UPDATE of any column.")
      delete    = optional(bool, "On DELETE.")
      update_of = optional(list(ref(column)), "On UPDATE of these columns, given as table.<t>.column.<c> or view.<v>.column.<c>.")
    }
    exclusive {
      names = ["insert", "delete", "update", "update_of"]
    }
    one_of {
      names = ["insert", "delete", "update", "update_of"]
    }
  }

  block "after" {
    doc     = "Fires the trigger after one kind of row change."
    like    = "trigger.before"
    max     = 1
    pro     = true
    example = <<-HCL
      after {
        update = true
      }
    HCL
  }

  block "instead_of" {
    doc     = "Fires the trigger in place of one kind of row change. For views only."
    like    = "trigger.before"
    max     = 1
    pro     = true
    example = <<-HCL
      instead_of {
        update = true
      }
    HCL
  }
}

enum "generated_type" {
  strings = true
  words = {
    VIRTUAL = "Computed whenever it is read; takes no space."
    STORED  = "Computed when the row is written, and stored."
  }
}

enum "on_update" {
  strings = true
  words = {
    NO_ACTION   = "Refuses the change while rows still refer to it; checked at the end of the statement."
    RESTRICT    = "Refuses the change at once while rows still refer to it."
    CASCADE     = "Makes the same change to the rows that refer to it."
    SET_NULL    = "Sets the columns that refer to it to NULL."
    SET_DEFAULT = "Sets the columns that refer to it to their defaults."
  }
}

enum "on_delete" {
  strings = true
  words = {
    NO_ACTION   = "Refuses the change while rows still refer to it; checked at the end of the statement."
    RESTRICT    = "Refuses the change at once while rows still refer to it."
    CASCADE     = "Makes the same change to the rows that refer to it."
    SET_NULL    = "Sets the columns that refer to it to NULL."
    SET_DEFAULT = "Sets the columns that refer to it to their defaults."
  }
}

enum "trigger_for" {
  strings = true
  words = {
    ROW = "Once for each row."
  }
}
