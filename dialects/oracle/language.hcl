# The language of Oracle files, as data: see docs/reference/dialect.md for the language of this file.
dialect "oracle" {
  title       = "Oracle"
  language_id = "atlas-schema-oracle"
  suffix      = ".oc.hcl"
  engine      = "oracle"
  url_schemes = ["oracle"]
  schema      = true
  open_types  = true
}

block "schema" {
  doc           = "An Oracle schema, which is a user's object namespace."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    schema "APP" {
    }
  HCL
  attributes {
    name = optional(string, "Real schema name when it differs from the label.", { role = name })
  }
}

block "table" {
  rules         = ["oracle_table"]
  doc           = "A table."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    table "USERS" {
      schema = schema.APP
      column "ID" {
        type = NUMBER(10)
        identity {
          generated = ALWAYS
        }
      }
      column "NAME" {
        null = true
        type = VARCHAR2(255)
      }
      primary_key {
        columns = [column.ID]
      }
    }
  HCL
  attributes {
    schema       = required(ref(schema), "Schema that owns the table.", { role = schema })
    comment      = optional(string, "Table comment.", { role = comment })
    depends_on   = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    renamed_from = optional(string, "Previous name of the table; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "column" {
    rules         = ["oracle_column"]
    doc           = "A column of the table."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "ID" {
        type = NUMBER(10)
      }
    HCL
    attributes {
      type         = required(type, "Data type.", { role = type })
      null         = optional(bool, "false when left out.", { role = null })
      default      = optional(expr, "Default value.", { role = default })
      comment      = optional(string, "Column comment.", { role = comment })
      as           = optional(sql, "Expression of a virtual column. Excludes the as block.", { role = expr })
      renamed_from = optional(string, "Previous name of the column; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
    }
    exclusive {
      names   = ["as (attribute)", "as (block)"]
      message = "multiple as definitions for column \"{label}\""
    }
    shared {
      annotation = block("annotation")
    }

    block "identity" {
      doc     = "Identity column, backed by a sequence."
      role    = identity
      max     = 1
      pro     = true
      example = <<-HCL
        identity {
          generated = BY_DEFAULT
          start     = 100
        }
      HCL
      attributes {
        generated = optional(enum(identity_generated), "When the value is generated.", { role = generated })
        start     = optional(int, "First value.", { role = start })
        increment = optional(int, "Step.", { role = increment })
        min_value = optional(int, "Lower bound.")
        max_value = optional(int, "Upper bound.")
        cache     = optional(int, "Cached values.")
        cycle     = optional(bool, "Start over at the bound.")
        order     = optional(bool, "Guarantee request order in a cluster.")
      }
    }

    block "as" {
      unconfirmed = true
      doc         = "Virtual column as a block."
      role        = generated
      max         = 1
      uncertain   = true
      pro         = true
      example     = <<-HCL
        as {
          expr = "A * 2"
        }
      HCL
      attributes {
        expr = required(sql, "Expression.", { role = expr })
      }
    }
  }

  block "primary_key" {
    doc         = "Primary key."
    labels      = ["name?"]
    role        = primary_key
    max         = 1
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      primary_key {
        columns = [column.ID]
      }
    HCL
    attributes {
      columns = required(list(ref(column, table.column)), "Key columns.", { role = columns, own = true })
      comment = optional(string, "Comment.", { role = comment, uncertain = true })
    }
  }

  block "foreign_key" {
    doc     = "Foreign key. Oracle has no ON UPDATE, so there is no on_update."
    labels  = ["name"]
    role    = foreign_key
    pro     = true
    example = <<-HCL
      foreign_key "FK_OWNER" {
        columns     = [column.OWNER_ID]
        ref_columns = [table.USERS.column.ID]
        on_delete   = CASCADE
      }
    HCL
    attributes {
      columns     = required(list(ref(column, table.column)), "Referencing columns.", { role = columns, own = true })
      ref_columns = required(list(ref(column, table.column)), "Referenced columns.", { role = ref_columns, same_length = columns, single_table = true })
      on_delete   = optional(enum(on_delete), "Delete action.", { role = on_delete })
    }
  }

  block "index" {
    rules         = ["oracle_index"]
    doc           = "An index. A domain index names an index type in domain."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name>"
    unconfirmed   = true
    pro           = true
    example       = <<-HCL
      index "IDX_NAME" {
        columns = [column.NAME]
      }
    HCL
    attributes {
      columns    = optional(list(ref(column, table.column)), "Columns in order.", { role = columns, own = true })
      unique     = optional(bool, "Unique index.", { role = unique })
      type       = optional(enum(index_type) || string, "Index kind, for example a bitmap index.", { uncertain = true })
      comment    = optional(string, "Comment.", { role = comment, uncertain = true })
      domain     = optional(ref(index_type) || string, "Index type of a domain index: a reference, or the name of a built-in one such as CTXSYS.CONTEXT.", { uncertain = true })
      parameters = optional(string, "Parameter string handed to the index type.")
    }
    exclusive {
      names   = ["columns", "on"]
      message = "multiple definitions for index \"{label}\", use \"columns\" or \"on\""
    }

    block "on" {
      doc         = "One key part."
      role        = index_part
      repeatable  = true
      unconfirmed = true
      uncertain   = true
      pro         = true
      ordered     = true
      example     = <<-HCL
        on {
          expr = "UPPER(NAME)"
        }
      HCL
      attributes {
        column = optional(ref(column, table.column), "Column.", { role = column, own = true })
        expr   = optional(sql, "Expression.", { role = expr })
        desc   = optional(bool, "Descending.", { role = desc })
      }
      exclusive {
        names   = ["column", "expr"]
        message = "cannot use both \"column\" and \"expr\" in index \"{label}\" at position {position}"
      }
    }
  }

  block "unique" {
    doc         = "Unique constraint."
    labels      = ["name"]
    role        = unique
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      unique "UQ_NAME" {
        columns = [column.NAME]
      }
    HCL
    attributes {
      columns = required(list(ref(column, table.column)), "Columns.", { role = columns, own = true })
    }
  }

  block "check" {
    doc     = "Check constraint; the label is optional."
    labels  = ["name?"]
    role    = check
    pro     = true
    example = <<-HCL
      check "POSITIVE" {
        expr = "PRICE > 0"
      }
    HCL
    attributes {
      expr = required(sql, "Predicate.", { role = expr })
    }
  }
}

block "view" {
  doc           = "A view."
  labels        = ["schema?", "name"]
  role          = view
  referenced_as = "view.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    view "V" {
      schema = schema.APP
      as     = "SELECT ID FROM USERS"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema.", { role = schema })
    as         = required(sql, "SELECT statement.", { role = definition, sql = query })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects read.", { role = depends_on })
  }

  block "column" {
    doc         = "Declared column of the view."
    labels      = ["name"]
    role        = column
    unconfirmed = true
    uncertain   = true
    pro         = true
    ordered     = true
    example     = <<-HCL
      column "ID" {
        type = NUMBER
      }
    HCL
    attributes {
      type = required(type, "Type.", { role = type })
      null = optional(bool, "Nullable.", { role = null })
    }
  }
}

block "materialized" {
  doc           = "A materialized view."
  labels        = ["schema?", "name"]
  role          = materialized
  referenced_as = "materialized.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    materialized "MV" {
      schema = schema.APP
      as     = "SELECT COUNT(*) C FROM USERS"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema.", { role = schema })
    as         = required(sql, "SELECT statement.", { role = definition, sql = query })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects read.", { role = depends_on })
  }
  shared {
    column = block("view.column")
  }
}

block "function" {
  doc           = "A PL/SQL function. There is no lang attribute in the 2026 reference, although the generated example shows one."
  labels        = ["schema?", "name"]
  role          = function
  referenced_as = "function.<name> | function.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    function "ADD_ONE" {
      schema = schema.APP
      arg "A" {
        type = NUMBER
      }
      return = NUMBER
      as     = "BEGIN RETURN A + 1; END ADD_ONE;"
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Schema.", { role = schema })
    as            = required(sql, "Body.", { role = definition, sql = body })
    return        = optional(type, "Return type.")
    deterministic = optional(bool, "DETERMINISTIC.")
  }

  block "arg" {
    doc     = "A parameter."
    labels  = ["name"]
    pro     = true
    example = <<-HCL
      arg "A" {
        type = NUMBER
      }
    HCL
    attributes {
      type    = required(type, "Type.", { role = type })
      mode    = optional(enum(arg_mode), "Direction.")
      nocopy  = optional(bool, "NOCOPY hint.")
      default = optional(expr, "Default.", { role = default, uncertain = true })
    }
  }
}

block "procedure" {
  doc           = "A PL/SQL procedure."
  labels        = ["schema?", "name"]
  role          = procedure
  referenced_as = "procedure.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    procedure "P" {
      schema = schema.APP
      as     = "BEGIN NULL; END;"
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema.", { role = schema })
    as     = required(sql, "Body.", { role = definition, sql = body })
  }

  block "arg" {
    doc         = "A parameter."
    labels      = ["name"]
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      arg "A" {
        type = NUMBER
        mode = OUT
      }
    HCL
    attributes {
      type   = required(type, "Type.", { role = type })
      mode   = optional(enum(arg_mode), "Direction.")
      nocopy = optional(bool, "NOCOPY hint.")
    }
  }
}

block "sequence" {
  doc           = "A sequence."
  labels        = ["schema?", "name"]
  role          = sequence
  referenced_as = "sequence.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    sequence "S" {
      schema = schema.APP
    }
  HCL
  attributes {
    schema    = required(ref(schema), "Schema.", { role = schema })
    start     = optional(int, "First value.")
    increment = optional(int, "Step.")
    min_value = optional(int, "Lower bound.")
    max_value = optional(int, "Upper bound.")
    cache     = optional(int, "Cached values.")
    cycle     = optional(bool, "Start over.")
    order     = optional(bool, "Guarantee order.")
  }
}

block "trigger" {
  doc           = "A DML trigger."
  labels        = ["name"]
  role          = trigger
  referenced_as = "trigger.<name>"
  repeatable    = true
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    trigger "T" {
      on = table.USERS
      after {
        insert = true
      }
      as = "BEGIN NULL; END;"
    }
  HCL
  attributes {
    on      = required(ref(table, view), "Table or view.", { role = target })
    as      = required(sql, "Body.", { role = definition, sql = body })
    foreach = optional(enum(for_each_level), "ROW or STATEMENT.", { uncertain = true })
  }

  block "before" {
    doc         = "Events of a before trigger."
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      before {
        insert = true
      }
    HCL
    attributes {
      insert = optional(bool, "React to INSERT.")
      update = optional(bool, "React to UPDATE.")
      delete = optional(bool, "React to DELETE.")
    }
  }

  block "after" {
    doc         = "Events of a after trigger."
    like        = "trigger.before"
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      after {
        insert = true
      }
    HCL
  }

  block "instead_of" {
    doc         = "Events of a instead_of trigger."
    like        = "trigger.before"
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      instead_of {
        insert = true
      }
    HCL
  }
}

block "operator" {
  unconfirmed   = true
  doc           = "A user-defined operator."
  labels        = ["schema?", "name"]
  referenced_as = "operator.<name>"
  pro           = true
  example       = <<-HCL
    operator "CMP_OP" {
      schema = schema.APP
      binding {
        function = function.COMPARE_NUM
        args     = [NUMBER, NUMBER]
        return   = NUMBER
      }
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema.", { role = schema })
  }

  block "binding" {
    unconfirmed = true
    doc         = "Implementation of the operator for one argument list."
    min         = 1
    repeatable  = true
    pro         = true
    example     = <<-HCL
      binding {
        function = function.F
        args     = [NUMBER]
        return   = NUMBER
      }
    HCL
    attributes {
      function = required(ref(function, object_type.function), "Standalone function or static method of an object type.")
      args     = required(list(type), "Argument types.")
      return   = required(type, "Return type.")
    }
  }
}

block "index_type" {
  unconfirmed   = true
  doc           = "An index type that binds operators to an implementation object."
  labels        = ["schema?", "name"]
  referenced_as = "index_type.<name>"
  pro           = true
  example       = <<-HCL
    index_type "MY_IDX" {
      schema    = schema.APP
      impl_type = object_type.IDX_IMPL
      operator {
        operator = operator.CMP_OP
      }
    }
  HCL
  attributes {
    schema          = required(ref(schema), "Schema.", { role = schema })
    impl_type       = required(ref(object_type), "Implementing object type.")
    local_partition = optional(bool, "WITH LOCAL PARTITION.")
    system_managed  = optional(bool, "WITH SYSTEM MANAGED storage tables.")
  }

  block "operator" {
    unconfirmed = true
    doc         = "An operator that the index type supports; at least one is required."
    min         = 1
    repeatable  = true
    pro         = true
    example     = <<-HCL
      operator {
        operator = operator.CMP_OP
      }
    HCL
    attributes {
      operator    = required(ref(operator), "The operator.")
      param_types = optional(list(type), "Parameter types that select the binding.")
    }
  }
}

block "object_type" {
  doc           = "A user-defined object type."
  labels        = ["schema?", "name"]
  referenced_as = "object_type.<name> | object_type.<name>.function.<method>"
  unconfirmed   = true
  pro           = true
  names_type    = true
  example       = <<-HCL
    object_type "POINT_T" {
      schema = schema.APP
      attribute "X" {
        type = NUMBER
      }
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema.", { role = schema })
  }

  block "attribute" {
    doc         = "An attribute of the object type."
    labels      = ["name"]
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      attribute "X" {
        type = NUMBER
      }
    HCL
    attributes {
      type = required(type, "Type.", { role = type })
    }
  }

  block "function" {
    doc         = "A member or static function of the object type."
    labels      = ["name"]
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      function "F" {
        static = true
        return = NUMBER
        as     = "BEGIN RETURN 1; END;"
      }
    HCL
    attributes {
      static = optional(bool, "STATIC instead of MEMBER.")
      return = required(type, "Return type.")
      as     = optional(sql, "Body.", { sql = fragment })
    }
    shared {
      arg = block("function.arg")
    }
  }

  block "procedure" {
    doc         = "A member or static procedure of the object type."
    labels      = ["name"]
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      procedure "P" {
        as = "BEGIN NULL; END;"
      }
    HCL
    attributes {
      static = optional(bool, "STATIC instead of MEMBER.")
      as     = optional(sql, "Body.", { sql = fragment })
    }
    shared {
      arg = block("function.arg")
    }
  }
}

block "nested_table" {
  doc           = "A nested table collection type."
  labels        = ["schema?", "name"]
  referenced_as = "nested_table.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  names_type    = true
  example       = <<-HCL
    nested_table "IDS" {
      schema = schema.APP
      type   = NUMBER
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema.", { role = schema, uncertain = true })
    type   = required(type, "Element type.", { role = type, uncertain = true })
  }
}

block "varray" {
  doc           = "A varray collection type."
  labels        = ["schema?", "name"]
  referenced_as = "varray.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  names_type    = true
  example       = <<-HCL
    varray "PHONES" {
      schema = schema.APP
      type   = VARCHAR2(20)
      limit  = 5
    }
  HCL
  attributes {
    schema = required(ref(schema), "Schema.", { role = schema, uncertain = true })
    type   = required(type, "Element type.", { role = type, uncertain = true })
    limit  = required(int, "Maximum length.", { uncertain = true })
  }
}

block "data" {
  doc     = "Seed or lookup rows."
  role    = data
  pro     = true
  example = <<-HCL
    data {
      table = table.COUNTRIES
      rows = [
        { CODE = "US" },
      ]
    }
  HCL
  attributes {
    table = required(ref(table), "Table.")
    rows  = required(list(map(any)), "Rows.")
  }
}

enum "identity_generated" {
  words = ["ALWAYS", "BY_DEFAULT"]
}

enum "on_delete" {
  words = ["NO_ACTION", "CASCADE", "SET_NULL"]
}

enum "arg_mode" {
  words = ["IN", "OUT", "INOUT"]
}

enum "index_type" {
  strings = true
  words   = ["BITMAP"]
}

enum "for_each_level" {
  words = ["ROW", "STATEMENT"]
}
