# The language of SQL Server files, as data: see docs/reference/dialect.md for the language of this file.
dialect "sqlserver" {
  title        = "SQL Server"
  language_id  = "atlas-schema-mssql"
  suffix       = ".ms.hcl"
  engine       = "sqlserver"
  url_schemes  = ["sqlserver", "azuresql", "docker+sqlserver"]
  docker_hosts = ["sqlserver"]
  schema       = true
}

block "schema" {
  doc           = "A schema inside the connected database."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    schema "dbo" {
    }
  HCL
  attributes {
    name    = optional(string, "Real schema name when it differs from the label.", { role = name })
    comment = optional(string, "Description text.", { role = comment })
  }
}

block "table" {
  rules         = ["sqlserver_table"]
  doc           = "A table with its columns, keys, indexes and constraints."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    table "users" {
      schema = schema.dbo
      column "id" {
        type = bigint
        identity {
          seed      = 1
          increment = 1
        }
      }
      primary_key {
        columns = [column.id]
      }
    }
  HCL
  attributes {
    schema           = required(ref(schema), "Schema that owns the table.", { role = schema })
    comment          = optional(string, "Description text (MS_Description).", { role = comment })
    depends_on       = optional(list(ref(any)), "Objects that must exist before the table, for instance a function used by a check or a sequence used by a default.", { role = depends_on })
    memory_optimized = optional(bool, "MEMORY_OPTIMIZED = ON, an In-Memory OLTP table.")
    renamed_from     = optional(string, "Previous name of the table; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "column" {
    rules         = ["sqlserver_column"]
    doc           = "A column of the table."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name> | table.<schema>.<table>.column.<name>"
    may_have_more = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "total" {
        type = decimal(10,2)
        null = true
      }
    HCL
    attributes {
      type         = required(type, "Data type of the column: a built-in type, raw SQL, or an alias type.", { role = type })
      null         = optional(bool, "Whether NULL is allowed; false when left out.", { role = null })
      default      = optional(expr, "Default value: a bool, string or number literal, or sql() for an expression such as sql(\"getdate()\").", { role = default })
      collate      = optional(string, "Collation of a character column. SQL Server takes a collation per column only; neither schema nor table has one.", { role = collate })
      comment      = optional(string, "Description text, stored as the MS_Description extended property.", { role = comment })
      as           = optional(sql, "Short form of a computed column: the expression alone, not persisted. Excludes the as block.", { role = expr })
      renamed_from = optional(string, "Previous name of the column; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
    }
    exclusive {
      names   = ["as (attribute)", "as (block)"]
      message = "multiple as definitions for column \"{label}\""
    }
    shared {
      annotation = block("annotation")
    }

    block "as" {
      doc     = "Computed column definition with control over storage."
      role    = generated
      max     = 1
      pro     = true
      example = <<-HCL
        as {
          expr = "a * b"
          type = PERSISTED
        }
      HCL
      attributes {
        expr = required(sql, "Expression that computes the value.", { role = expr })
        type = optional(enum(computed_type), "PERSISTED stores the value; left out, the value is computed on read.", { role = storage })
      }
    }

    block "identity" {
      rules   = ["sqlserver_identity"]
      doc     = "Makes the column an IDENTITY column."
      role    = identity
      max     = 1
      pro     = true
      example = <<-HCL
        identity {
          seed      = 100
          increment = 10
        }
      HCL
      attributes {
        seed      = optional(int, "First generated value; 1 when left out.", { role = start })
        increment = optional(int, "Step between values; 1 when left out, may be negative, never 0.", { role = increment })
      }
    }
  }

  block "primary_key" {
    rules         = ["sqlserver_primary_key"]
    doc           = "Primary key of the table. Clustered unless told otherwise. The label is the constraint name; accepted since about March 2025 (issue 3315). Older versions answer: block of type primary_key does not support labels."
    labels        = ["name?"]
    role          = primary_key
    max           = 1
    may_have_more = true
    pro           = true
    example       = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
    attributes {
      columns      = required(list(ref(column, table.column)), "Key columns in order.", { role = columns, own = true })
      nonclustered = optional(bool, "true makes the key NONCLUSTERED.")
      type         = optional(enum(pk_type) || string, "HASH, for memory-optimized tables and types.")
      include      = optional(list(ref(column, table.column)), "Included columns, as listed by the reference; a plain SQL Server primary key has none.", { role = include, own = true })
      comment      = optional(string, "Description text.", { role = comment })
      fill_factor  = optional(int, "FILLFACTOR percentage, 1 to 100.")
    }
  }

  block "foreign_key" {
    rules   = ["sqlserver_foreign_key"]
    doc     = "FOREIGN KEY constraint; the label is the constraint name."
    labels  = ["name"]
    role    = foreign_key
    pro     = true
    example = <<-HCL
      foreign_key "fk_owner" {
        columns     = [column.owner_id]
        ref_columns = [table.users.column.id]
        on_delete   = CASCADE
      }
    HCL
    attributes {
      columns     = required(list(ref(column, table.column)), "Referencing columns.", { role = columns, own = true })
      ref_columns = required(list(ref(column, table.column)), "Referenced columns; a bare column.NAME means the same table.", { role = ref_columns, same_length = columns, single_table = true })
      on_delete   = optional(enum(reference_action), "Action when the referenced row is deleted.", { role = on_delete })
      on_update   = optional(enum(reference_action), "Action when the referenced key changes.", { role = on_update })
      comment     = optional(string, "Description text.", { role = comment })
    }
  }

  block "index" {
    rules         = ["sqlserver_index"]
    doc           = "An index of the table. Takes either columns or on blocks."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name>"
    may_have_more = true
    pro           = true
    example       = <<-HCL
      index "idx_email" {
        unique       = true
        nonclustered = true
        on {
          column = column.email
          desc   = true
        }
      }
    HCL
    attributes {
      columns      = optional(list(ref(column, table.column)), "Key columns in order, all ascending.", { role = columns, own = true })
      unique       = optional(bool, "Whether the key must be unique.", { role = unique })
      nonclustered = optional(bool, "true makes the index NONCLUSTERED. What a missing value means is not confirmed, see uncertain.")
      type         = optional(enum(index_type) || string, "Special index kind; a plain rowstore index when left out.")
      include      = optional(list(ref(column, table.column)), "Non-key columns carried in the leaf level.", { role = include, own = true })
      where        = optional(sql, "Predicate of a filtered index.", { role = where, sql = predicate })
      comment      = optional(string, "Description text.", { role = comment })
      fill_factor  = optional(int, "FILLFACTOR percentage, 1 to 100 (0 means server default).")
    }
    exclusive {
      names   = ["columns", "on"]
      message = "multiple definitions for index \"{label}\", use \"columns\" or \"on\""
    }

    block "on" {
      doc        = "One key part of an index, in order."
      role       = index_part
      repeatable = true
      pro        = true
      ordered    = true
      example    = <<-HCL
        on {
          column = column.score
          desc   = true
        }
      HCL
      attributes {
        column = optional(ref(column, table.column), "Indexed column.", { role = column, own = true })
        expr   = optional(sql, "Indexed expression. Accepted by the language; SQL Server itself only indexes columns, so a computed column is the usual route.", { role = expr })
        desc   = optional(bool, "true sorts this part descending.", { role = desc })
        ops    = optional(string || raw, "Operator class of the part. Listed for SQL Server in the reference although the engine has no operator classes.")
      }
      exclusive {
        names   = ["column", "expr"]
        message = "cannot use both \"column\" and \"expr\" in index \"{label}\" at position {position}"
      }
    }
  }

  block "check" {
    doc     = "CHECK constraint of the table; the label, when given, is the constraint name."
    labels  = ["name?"]
    role    = check
    pro     = true
    example = <<-HCL
      check "positive_price" {
        expr = "[price] > 0"
      }
    HCL
    attributes {
      expr = required(sql, "Predicate that every row has to satisfy.", { role = expr })
    }
  }

  block "partition" {
    doc         = "Places the table on a partition scheme."
    role        = partition
    max         = 1
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      partition {
        scheme = partition_scheme.PS1
        column = column.order_date
      }
    HCL
    attributes {
      scheme = required(ref(partition_scheme), "Partition scheme that spreads the rows.", { uncertain = true })
      column = required(ref(column), "Partitioning column; its type has to match the partition function input.", { role = column, own = true, uncertain = true })
    }
  }
}

block "partition_function" {
  doc           = "A partition function; belongs to the database, so it has no schema."
  labels        = ["name"]
  referenced_as = "partition_function.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    partition_function "pf_year" {
      input  = int
      range  = RIGHT
      values = ["2024", "2025"]
    }
  HCL
  attributes {
    input  = required(type, "Type of the single input parameter.")
    range  = optional(enum(partition_range), "Which side owns a boundary value; LEFT when left out.")
    values = required(list(string), "Boundary values in order, each written as a string even for numbers.", { role = values })
  }
}

block "partition_scheme" {
  rules         = ["sqlserver_partition_scheme"]
  doc           = "Maps the partitions of a function to filegroups; belongs to the database."
  labels        = ["name"]
  referenced_as = "partition_scheme.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    partition_scheme "ps_year" {
      partition  = partition_function.pf_year
      filegroups = ["PRIMARY", "PRIMARY", "PRIMARY"]
    }
  HCL
  attributes {
    partition  = required(ref(partition_function), "Partition function to map.")
    filegroups = required(list(string), "Filegroup names, one more than the boundary values of the function.")
  }
}

block "view" {
  rules         = ["sqlserver_view"]
  doc           = "A view; with schema_bound and a unique clustered index it becomes an indexed view."
  labels        = ["schema?", "name"]
  role          = view
  referenced_as = "view.<name> | view.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    view "active_users" {
      schema = schema.dbo
      column "id" {
        type = int
      }
      as         = "SELECT id FROM [dbo].[users] WHERE active = 1"
      depends_on = [table.users]
    }
  HCL
  attributes {
    schema       = required(ref(schema), "Schema that owns the view.", { role = schema })
    as           = required(sql, "SELECT statement of the view, without CREATE VIEW.", { role = definition, sql = query })
    check_option = optional(enum(check_option), "WITH CHECK OPTION.")
    schema_bound = optional(bool, "WITH SCHEMABINDING; needed before the view can have indexes.")
    comment      = optional(string, "Description text.", { role = comment })
    depends_on   = optional(list(ref(any)), "Objects read by the view, so that they are created first.", { role = depends_on })
  }
  shared {
    annotation = block("annotation")
  }

  block "column" {
    doc           = "Declared output column of the view."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> inside the view"
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "id" {
        type = int
      }
    HCL
    attributes {
      type    = required(type, "Type of the output column.", { role = type })
      null    = optional(bool, "Whether the output may be NULL.", { role = null })
      comment = optional(string, "Description text.", { role = comment, uncertain = true })
    }
  }

  block "index" {
    rules         = ["sqlserver_index"]
    doc           = "An index of the view. Takes either columns or on blocks."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name>"
    pro           = true
    example       = <<-HCL
      index "idx_email" {
        unique       = true
        nonclustered = true
        on {
          column = column.email
          desc   = true
        }
      }
    HCL
    attributes {
      columns      = optional(list(ref(column, table.column)), "Key columns in order, all ascending.", { role = columns })
      unique       = optional(bool, "Whether the key must be unique.", { role = unique })
      nonclustered = optional(bool, "true makes the index NONCLUSTERED. What a missing value means is not confirmed, see uncertain.")
      type         = optional(enum(index_type) || string, "Special index kind; a plain rowstore index when left out.")
      include      = optional(list(ref(column, table.column)), "Non-key columns carried in the leaf level.", { role = include })
      where        = optional(sql, "Predicate of a filtered index.", { role = where, sql = predicate })
      comment      = optional(string, "Description text.", { role = comment })
    }
    exclusive {
      names   = ["columns", "on"]
      message = "multiple definitions for index \"{label}\", use \"columns\" or \"on\""
    }

    block "on" {
      doc        = "One key part of an index, in order."
      like       = "table.index.on"
      role       = index_part
      repeatable = true
      pro        = true
      ordered    = true
      example    = <<-HCL
        on {
          column = column.score
          desc   = true
        }
      HCL
    }
  }
}

block "function" {
  rules         = ["sqlserver_function"]
  doc           = "A user-defined function: scalar (return = TYPE), inline table-valued (return = sql(\"table\")) or multi-statement table-valued (return_table block)."
  labels        = ["schema?", "name"]
  role          = function
  referenced_as = "function.<name> | function.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    function "add_two" {
      schema = schema.dbo
      lang   = SQL
      arg "@a" {
        type = int
      }
      return = int
      as     = <<-SQL
      BEGIN
        RETURN @a + 2
      END
      SQL
    }
  HCL
  attributes {
    schema             = required(ref(schema), "Schema that owns the function.", { role = schema })
    lang               = required(enum(language) || string, "Implementation language.", { role = language })
    as                 = required(sql, "Body, starting at BEGIN or RETURN; no CREATE FUNCTION header.", { role = definition, sql = body })
    return             = optional(type, "Return type of a scalar function, or sql(\"table\") for an inline table-valued one.")
    schema_bound       = optional(bool, "WITH SCHEMABINDING.")
    null_call          = optional(enum(null_call), "RETURNS_NULL maps to RETURNS NULL ON NULL INPUT, CALLED to CALLED ON NULL INPUT.")
    inline             = optional(bool, "INLINE = ON or OFF, scalar UDF inlining.")
    execute_as         = optional(string || raw, "EXECUTE AS context: CALLER, SELF, OWNER or a user name.")
    depends_on         = optional(list(ref(any)), "Objects the body uses.", { role = depends_on })
    comment            = optional(string, "Description text.", { role = comment, uncertain = true })
    native_compilation = optional(bool, "WITH NATIVE_COMPILATION, for In-Memory OLTP.")
    usage              = optional(string, "Undocumented string attribute listed in the 2026 reference.", { uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "arg" {
    rules   = ["sqlserver_arg"]
    doc     = "A parameter; the label is its name with the leading @."
    labels  = ["name?"]
    pro     = true
    example = <<-HCL
      arg "@ids" {
        type     = type_table.id_list
        readonly = true
      }
    HCL
    attributes {
      type     = required(type, "Parameter type.", { role = type })
      default  = optional(expr, "Default value.", { role = default })
      mode     = optional(enum(arg_mode) || string, "Direction; functions only have input parameters in T-SQL.")
      readonly = optional(bool, "READONLY, required when the type is a table type.")
    }
  }

  block "return_table" {
    doc     = "Shape of the table variable returned by a multi-statement function; the label is the variable name with the leading @."
    labels  = ["name"]
    max     = 1
    pro     = true
    example = <<-HCL
      return_table "@t" {
        column "id" {
          type = int
        }
      }
    HCL

    block "column" {
      rules         = ["sqlserver_column"]
      doc           = "A column of the returned table."
      labels        = ["name"]
      role          = column
      referenced_as = "column.<name> inside the returned table"
      min           = 1
      pro           = true
      ordered       = true
      example       = <<-HCL
        column "total" {
          type = decimal(10,2)
          null = true
        }
      HCL
      attributes {
        type    = required(type, "Data type of the column: a built-in type, raw SQL, or an alias type.", { role = type })
        null    = optional(bool, "Whether NULL is allowed; false when left out.", { role = null })
        default = optional(expr, "Default value: a bool, string or number literal, or sql() for an expression such as sql(\"getdate()\").", { role = default })
        collate = optional(string, "Collation of a character column. SQL Server takes a collation per column only; neither schema nor table has one.", { role = collate })
        comment = optional(string, "Description text, stored as the MS_Description extended property.", { role = comment })
        as      = optional(sql, "Short form of a computed column: the expression alone, not persisted. Excludes the as block.", { role = expr })
      }
      exclusive {
        names   = ["as (attribute)", "as (block)"]
        message = "multiple as definitions for column \"{label}\""
      }

      block "as" {
        doc     = "Computed column definition with control over storage."
        role    = generated
        max     = 1
        pro     = true
        example = <<-HCL
          as {
            expr = "a * b"
            type = PERSISTED
          }
        HCL
        attributes {
          expr = required(sql, "Expression that computes the value.", { role = expr })
          type = optional(enum(computed_type), "PERSISTED stores the value; left out, the value is computed on read.", { role = storage })
        }
      }

      block "identity" {
        doc     = "Makes the column an IDENTITY column."
        role    = identity
        max     = 1
        pro     = true
        example = <<-HCL
          identity {
            seed      = 100
            increment = 10
          }
        HCL
        attributes {
          seed      = optional(int, "First generated value; 1 when left out.", { role = start })
          increment = optional(int, "Step between values; 1 when left out, may be negative, never 0.", { role = increment })
        }
      }
    }

    block "primary_key" {
      doc     = "Primary key of the returned table. Clustered unless told otherwise."
      role    = primary_key
      max     = 1
      pro     = true
      example = <<-HCL
        primary_key {
          columns = [column.id]
        }
      HCL
      attributes {
        columns      = required(list(ref(column, table.column)), "Key columns in order.", { role = columns })
        nonclustered = optional(bool, "true makes the key NONCLUSTERED.")
        type         = optional(enum(pk_type) || string, "HASH, for memory-optimized tables and types.")
        include      = optional(list(ref(column, table.column)), "Included columns, as listed by the reference; a plain SQL Server primary key has none.", { role = include })
        comment      = optional(string, "Description text.", { role = comment })
      }
    }

    block "index" {
      doc     = "An index of the returned table. Takes either columns or on blocks."
      labels  = ["name?"]
      role    = index
      pro     = true
      example = <<-HCL
        index {
          unique  = true
          columns = [column.ssn]
        }
      HCL
      attributes {
        columns      = optional(list(ref(column, table.column)), "Key columns in order, all ascending.", { role = columns })
        unique       = optional(bool, "Whether the key must be unique.", { role = unique })
        nonclustered = optional(bool, "true makes the index NONCLUSTERED. What a missing value means is not confirmed, see uncertain.")
        type         = optional(enum(index_type) || string, "Special index kind; a plain rowstore index when left out.")
        include      = optional(list(ref(column, table.column)), "Non-key columns carried in the leaf level.", { role = include })
        where        = optional(sql, "Predicate of a filtered index.", { role = where, sql = predicate })
        comment      = optional(string, "Description text.", { role = comment })
      }
      exclusive {
        names   = ["columns", "on"]
        message = "multiple definitions for index \"{label}\", use \"columns\" or \"on\""
      }

      block "on" {
        doc        = "One key part of an index, in order."
        like       = "table.index.on"
        role       = index_part
        repeatable = true
        pro        = true
        ordered    = true
        example    = <<-HCL
          on {
            column = column.score
            desc   = true
          }
        HCL
      }
    }

    block "check" {
      doc     = "CHECK constraint of the returned table; the label, when given, is the constraint name."
      labels  = ["name?"]
      role    = check
      pro     = true
      example = <<-HCL
        check "positive_price" {
          expr = "[price] > 0"
        }
      HCL
      attributes {
        expr = required(sql, "Predicate that every row has to satisfy.", { role = expr })
      }
    }
  }
}

block "procedure" {
  doc           = "A stored procedure."
  labels        = ["schema?", "name"]
  role          = procedure
  referenced_as = "procedure.<name> | procedure.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    procedure "purge" {
      schema = schema.dbo
      arg "@days" {
        type    = int
        default = 30
      }
      as = "DELETE FROM [dbo].[logs] WHERE age > @days;"
    }
  HCL
  attributes {
    schema             = required(ref(schema), "Schema that owns the procedure.", { role = schema })
    lang               = optional(enum(language) || string, "Implementation language. The 2024 reference marks it required, yet every published example leaves it out, so treat it as optional.", { role = language })
    as                 = required(sql, "Body after AS; no CREATE PROCEDURE header.", { role = definition, sql = body })
    execute_as         = optional(string || raw, "EXECUTE AS context: CALLER, SELF, OWNER or a user name.")
    depends_on         = optional(list(ref(any)), "Objects the body uses.", { role = depends_on })
    comment            = optional(string, "Description text.", { role = comment, uncertain = true })
    native_compilation = optional(bool, "WITH NATIVE_COMPILATION.", { uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "arg" {
    rules   = ["sqlserver_arg"]
    doc     = "A parameter; the label is its name with the leading @."
    labels  = ["name"]
    pro     = true
    example = <<-HCL
      arg "@sum" {
        type = int
        mode = OUT
      }
    HCL
    attributes {
      type     = required(type, "Parameter type; cursor is allowed here, as an output.", { role = type })
      default  = optional(expr, "Default value.", { role = default })
      mode     = optional(enum(arg_mode) || string, "Direction; IN when left out.")
      readonly = optional(bool, "READONLY, required when the type is a table type.")
    }
  }
}

block "trigger" {
  rules         = ["sqlserver_trigger"]
  doc           = "A DML trigger on a table or view. It has no schema of its own."
  labels        = ["name"]
  role          = trigger
  referenced_as = "trigger.<name>"
  repeatable    = true
  may_have_more = true
  pro           = true
  example       = <<-HCL
    trigger "orders_audit" {
      on = table.orders
      after {
        insert = true
        update = true
      }
      as = "BEGIN SET NOCOUNT ON; END"
    }
  HCL
  attributes {
    on           = required(ref(table, view), "Table or view that fires the trigger.", { role = target })
    as           = required(sql, "Trigger body.", { role = definition, sql = body })
    execute_as   = optional(string || raw, "EXECUTE AS context.")
    schema_bound = optional(bool, "WITH SCHEMABINDING, for natively compiled triggers.")
  }
  exclusive {
    names = ["after", "instead_of"]
  }
  one_of {
    names = ["after", "instead_of"]
  }

  block "after" {
    doc     = "Fires after the statement; not possible on a view."
    max     = 1
    pro     = true
    example = <<-HCL
      after {
        insert = true
      }
    HCL
    attributes {
      insert = optional(bool, "React to INSERT.")
      update = optional(bool, "React to UPDATE.")
      delete = optional(bool, "React to DELETE.")
    }
    one_of {
      names = ["insert", "update", "delete"]
    }
  }

  block "instead_of" {
    doc     = "Runs in place of the statement."
    like    = "trigger.after"
    max     = 1
    pro     = true
    example = <<-HCL
      instead_of {
        insert = true
      }
    HCL
  }
}

block "sequence" {
  rules         = ["sqlserver_sequence"]
  doc           = "A sequence object."
  labels        = ["schema?", "name"]
  role          = sequence
  referenced_as = "sequence.<name> | sequence.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    sequence "order_no" {
      schema    = schema.dbo
      type      = int
      start     = 1000
      increment = 1
      max_value = 9999
      cycle     = true
    }
  HCL
  attributes {
    schema    = required(ref(schema), "Schema that owns the sequence.", { role = schema })
    type      = optional(type, "Integer or scale-0 decimal type, or an alias of one; bigint when left out.", { role = type })
    start     = optional(int, "First value.")
    increment = optional(int, "Step; may be negative, not 0.")
    min_value = optional(int, "Lower bound.")
    max_value = optional(int, "Upper bound.")
    cache     = optional(int, "How many values the server preallocates.")
    cycle     = optional(bool, "Start over after the bound is reached.")
  }
}

block "type_alias" {
  rules         = ["sqlserver_type_alias"]
  doc           = "An alias data type (CREATE TYPE ... FROM)."
  labels        = ["schema?", "name"]
  referenced_as = "type_alias.<name> | type_alias.<schema>.<name>"
  pro           = true
  names_type    = true
  example       = <<-HCL
    type_alias "ssn" {
      schema = schema.dbo
      type   = varchar(11)
      null   = false
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema that owns the type.", { role = schema })
    type   = required(type, "Built-in base type.", { role = type })
    null   = optional(bool, "Default nullability of the alias.", { role = null })
  }
}

block "type_table" {
  doc           = "A user-defined table type; usable only as a function or procedure parameter."
  labels        = ["schema?", "name"]
  referenced_as = "type_table.<name> | type_table.<schema>.<name>"
  may_have_more = true
  pro           = true
  names_type    = true
  example       = <<-HCL
    type_table "id_list" {
      schema = schema.dbo
      column "id" {
        type = int
      }
      index {
        unique  = true
        columns = [column.id]
      }
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema that owns the type.", { role = schema })
  }

  block "column" {
    rules         = ["sqlserver_column"]
    doc           = "A column of the table type."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> inside the table type"
    min           = 1
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "total" {
        type = decimal(10,2)
        null = true
      }
    HCL
    attributes {
      type    = required(type, "Data type of the column: a built-in type, raw SQL, or an alias type.", { role = type })
      null    = optional(bool, "Whether NULL is allowed; false when left out.", { role = null })
      default = optional(expr, "Default value: a bool, string or number literal, or sql() for an expression such as sql(\"getdate()\").", { role = default })
      collate = optional(string, "Collation of a character column. SQL Server takes a collation per column only; neither schema nor table has one.", { role = collate })
      comment = optional(string, "Description text, stored as the MS_Description extended property.", { role = comment })
      as      = optional(sql, "Short form of a computed column: the expression alone, not persisted. Excludes the as block.", { role = expr })
    }
    exclusive {
      names   = ["as (attribute)", "as (block)"]
      message = "multiple as definitions for column \"{label}\""
    }

    block "as" {
      doc     = "Computed column definition with control over storage."
      role    = generated
      max     = 1
      pro     = true
      example = <<-HCL
        as {
          expr = "a * b"
          type = PERSISTED
        }
      HCL
      attributes {
        expr = required(sql, "Expression that computes the value.", { role = expr })
        type = optional(enum(computed_type), "PERSISTED stores the value; left out, the value is computed on read.", { role = storage })
      }
    }

    block "identity" {
      doc     = "Makes the column an IDENTITY column."
      role    = identity
      max     = 1
      pro     = true
      example = <<-HCL
        identity {
          seed      = 100
          increment = 10
        }
      HCL
      attributes {
        seed      = optional(int, "First generated value; 1 when left out.", { role = start })
        increment = optional(int, "Step between values; 1 when left out, may be negative, never 0.", { role = increment })
      }
    }
  }

  block "primary_key" {
    doc     = "Primary key of the table type. Clustered unless told otherwise."
    like    = "function.return_table.primary_key"
    role    = primary_key
    max     = 1
    pro     = true
    example = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
  }

  block "index" {
    doc     = "An index of the table type. Takes either columns or on blocks."
    labels  = ["name?"]
    role    = index
    pro     = true
    example = <<-HCL
      index {
        unique  = true
        columns = [column.ssn]
      }
    HCL
    attributes {
      columns      = optional(list(ref(column, table.column)), "Key columns in order, all ascending.", { role = columns, own = true })
      unique       = optional(bool, "Whether the key must be unique.", { role = unique })
      nonclustered = optional(bool, "true makes the index NONCLUSTERED. What a missing value means is not confirmed, see uncertain.")
      type         = optional(enum(index_type) || string, "Special index kind; a plain rowstore index when left out.")
      include      = optional(list(ref(column, table.column)), "Non-key columns carried in the leaf level.", { role = include, own = true })
      where        = optional(sql, "Predicate of a filtered index.", { role = where, sql = predicate })
      comment      = optional(string, "Description text.", { role = comment })
    }
    exclusive {
      names   = ["columns", "on"]
      message = "multiple definitions for index \"{label}\", use \"columns\" or \"on\""
    }

    block "on" {
      doc        = "One key part of an index, in order."
      like       = "table.index.on"
      role       = index_part
      repeatable = true
      pro        = true
      ordered    = true
      example    = <<-HCL
        on {
          column = column.score
          desc   = true
        }
      HCL
    }
  }

  block "check" {
    doc     = "CHECK constraint of the table type; the label, when given, is the constraint name."
    labels  = ["name?"]
    role    = check
    pro     = true
    example = <<-HCL
      check "positive_price" {
        expr = "[price] > 0"
      }
    HCL
    attributes {
      expr = required(sql, "Predicate that every row has to satisfy.", { role = expr })
    }
  }
}

block "synonym" {
  doc           = "A synonym for another object."
  labels        = ["schema?", "name"]
  referenced_as = "synonym.<name> | synonym.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    synonym "orders_remote" {
      schema = schema.dbo
      object = "[otherdb].[dbo].[orders]"
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema that owns the synonym.", { role = schema })
    object = required(ref(table, view, function, procedure) || string, "Base object: a reference when Atlas manages it, otherwise a one- to four-part name in brackets as a string.")
  }
}

block "role" {
  doc           = "A database role; managed only when mode.roles is on in atlas.hcl."
  labels        = ["name"]
  referenced_as = "role.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    role "app_writer" {
      member_of = [role.app_reader]
    }
  HCL
  attributes {
    member_of = optional(list(ref(role)), "Roles this role belongs to.")
    comment   = optional(string, "Description text.", { role = comment, uncertain = true })
    external  = optional(bool, "Role exists already and is only referenced.", { uncertain = true })
  }
}

block "user" {
  doc           = "A database user; managed only when mode.roles is on."
  labels        = ["name"]
  referenced_as = "user.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    user "app" {
      member_of = [role.app_writer]
    }
  HCL
  attributes {
    member_of      = optional(list(ref(role)), "Roles the user belongs to.")
    password       = optional(string, "Password of a contained user, normally var.NAME.", { uncertain = true })
    login          = optional(string, "Server login behind the user.", { uncertain = true })
    default_schema = optional(ref(schema), "Default schema of the user.", { uncertain = true })
    external       = optional(bool, "User exists already and is only referenced.", { uncertain = true })
  }
}

block "permission" {
  doc         = "GRANT of privileges; managed only when mode.permissions is on."
  labels      = ["name?"]
  unconfirmed = true
  pro         = true
  example     = <<-HCL
    permission {
      for_each   = [table.users, table.orders]
      for        = each.value
      to         = role.app_reader
      privileges = [SELECT]
    }
  HCL
  attributes {
    to         = required(ref(role, user) || string, "Grantee.")
    for        = required(ref(schema, table, view, function, procedure, sequence, type_alias, type_table, synonym, table.column, view.column), "Object or column the grant covers.")
    privileges = required(list(enum(privilege)), "Privileges granted.")
    grantable  = optional(bool, "WITH GRANT OPTION.")
  }
}

block "data" {
  doc     = "Seed or lookup rows kept in sync with a table."
  role    = data
  pro     = true
  example = <<-HCL
    data {
      table = table.countries
      rows = [
        { id = 1, code = "US" },
      ]
    }
  HCL
  attributes {
    table = required(ref(table), "Table that receives the rows.")
    rows  = required(list(map(any)), "Rows, each an object of column name to literal.")
  }
}

enum "computed_type" {
  words = ["PERSISTED"]
}

enum "index_type" {
  strings = true
  words   = ["COLUMNSTORE", "HASH", "HEAP", "SPATIAL", "XML"]
}

enum "pk_type" {
  strings = true
  words   = ["HASH"]
}

enum "reference_action" {
  words = ["NO_ACTION", "RESTRICT", "CASCADE", "SET_NULL", "SET_DEFAULT"]
}

enum "check_option" {
  words = ["LOCAL", "CASCADED"]
}

enum "language" {
  strings = true
  words   = ["SQL", "CRL"]
}

enum "null_call" {
  words = ["CALLED", "RETURNS_NULL"]
}

enum "arg_mode" {
  strings = true
  words   = ["IN", "INOUT", "OUT"]
}

enum "partition_range" {
  words = ["LEFT", "RIGHT"]
}

enum "execute_as_values" {
  words = ["CALLER", "SELF", "OWNER"]
}

enum "privilege" {
  strings = true
  words = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE", "REFERENCES", "ALTER", "CONTROL", "VIEW_DEFINITION",
    "TAKE_OWNERSHIP", "VIEW_CHANGE_TRACKING", "RECEIVE", "ALL",
  ]
}

enum "fixed_database_roles" {
  words = ["db_owner", "db_securityadmin", "db_accessadmin", "db_backupoperator", "db_ddladmin", "db_datawriter", "db_datareader", "db_denydatawriter", "db_denydatareader"]
}
