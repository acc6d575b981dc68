# The language of Databricks files, as data: see docs/reference/dialect.md for the language of this file.
dialect "databricks" {
  title       = "Databricks"
  language_id = "atlas-schema-databricks"
  suffix      = ".dbx.hcl"
  engine      = "databricks"
  url_schemes = ["databricks"]
  schema      = true
}

block "schema" {
  doc           = "A Unity Catalog schema in the connected catalog."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    schema "analytics" {
      comment = "curated data"
    }
  HCL
  attributes {
    comment   = optional(string, "Comment.", { role = comment })
    collation = optional(string, "Default collation of the objects inside, such as UTF8_BINARY.")
    name      = optional(string, "Real name when it differs from the label.", { role = name, uncertain = true })
  }
}

block "table" {
  doc           = "A Delta table."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    table "users" {
      schema = schema.analytics
      column "id" {
        type = BIGINT
      }
      primary_key {
        columns = [column.id]
      }
    }
  HCL
  attributes {
    schema       = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment      = optional(string, "Comment.", { role = comment, uncertain = true })
    cluster_by   = optional(list(ref(column, table.column)), "Liquid clustering columns.", { uncertain = true })
    properties   = optional(map(string), "TBLPROPERTIES.", { uncertain = true })
    depends_on   = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on, uncertain = true })
    renamed_from = optional(string, "Previous name of the table; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "column" {
    rules         = ["databricks_column"]
    doc           = "A column."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "id" {
        type = BIGINT
      }
    HCL
    attributes {
      type         = required(type, "Data type.", { role = type })
      null         = optional(bool, "false when left out.", { role = null })
      default      = optional(expr, "Default value; needs the allowColumnDefaults table feature.", { role = default })
      comment      = optional(string, "Comment.", { role = comment, uncertain = true })
      renamed_from = optional(string, "Previous name of the column; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
    }
    shared {
      annotation = block("annotation")
    }
  }

  block "primary_key" {
    doc         = "Informational primary key."
    labels      = ["name?"]
    role        = primary_key
    max         = 1
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
    attributes {
      columns = required(list(ref(column, table.column)), "Key columns.", { role = columns, own = true })
    }
  }

  block "foreign_key" {
    doc     = "Informational foreign key; no referential actions."
    labels  = ["name"]
    role    = foreign_key
    pro     = true
    example = <<-HCL
      foreign_key "fk_owner" {
        columns     = [column.owner_id]
        ref_columns = [table.users.column.id]
      }
    HCL
    attributes {
      columns     = required(list(ref(column, table.column)), "Referencing columns.", { role = columns, own = true })
      ref_columns = required(list(ref(column, table.column)), "Referenced columns.", { role = ref_columns, same_length = columns, single_table = true })
    }
  }

  block "check" {
    doc     = "Check constraint; the label is required."
    labels  = ["name"]
    role    = check
    pro     = true
    example = <<-HCL
      check "positive" {
        expr = "price > 0"
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
  pro           = true
  example       = <<-HCL
    view "v" {
      schema = schema.analytics
      as     = "SELECT id FROM users"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema that owns the object.", { role = schema })
    as         = required(sql, "SELECT statement.", { role = definition, sql = query })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects read.", { role = depends_on })
  }

  block "column" {
    doc         = "Declared output column."
    labels      = ["name"]
    role        = column
    unconfirmed = true
    uncertain   = true
    pro         = true
    ordered     = true
    example     = <<-HCL
      column "id" {
        type = BIGINT
      }
    HCL
    attributes {
      type    = optional(type, "Type.", { role = type })
      comment = optional(string, "Comment.", { role = comment })
    }
  }
}

block "materialized" {
  doc           = "A materialized view."
  labels        = ["schema?", "name"]
  role          = materialized
  referenced_as = "materialized.<name> | materialized.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    materialized "daily" {
      schema = schema.analytics
      as     = "SELECT COUNT(*) c FROM users"
    }
  HCL
  attributes {
    schema   = required(ref(schema), "Schema that owns the object.", { role = schema })
    as       = required(sql, "SELECT statement.", { role = definition, sql = query })
    comment  = optional(string, "Comment.", { role = comment, uncertain = true })
    schedule = optional(string, "Refresh schedule.", { uncertain = true })
  }
  shared {
    column = block("view.column")
  }
}

block "function" {
  doc           = "A SQL or Python function."
  labels        = ["schema?", "name"]
  role          = function
  referenced_as = "function.<name> | function.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    function "by_region" {
      schema          = schema.analytics
      lang            = SQL
      sql_data_access = READS_SQL_DATA
      arg "region" {
        type = STRING
      }
      return = BOOLEAN
      as     = "region = 'EU'"
    }
  HCL
  attributes {
    schema          = required(ref(schema), "Schema that owns the object.", { role = schema })
    lang            = required(enum(language), "Language.", { role = language })
    as              = required(sql, "Body or expression.", { role = definition, sql = body })
    return          = optional(type, "Return type.")
    deterministic   = optional(bool, "DETERMINISTIC.")
    comment         = optional(string, "Comment.", { role = comment })
    sql_data_access = optional(enum(sql_data_access), "Data access clause.")
  }

  block "arg" {
    doc         = "A parameter."
    labels      = ["name"]
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      arg "region" {
        type = STRING
      }
    HCL
    attributes {
      type    = required(type, "Type.", { role = type })
      default = optional(expr, "Default.", { role = default })
      comment = optional(string, "Comment.", { role = comment })
    }
  }
}

block "procedure" {
  doc           = "A stored procedure."
  labels        = ["schema?", "name"]
  role          = procedure
  referenced_as = "procedure.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    procedure "p" {
      schema = schema.analytics
      lang   = SQL
      as     = "BEGIN SELECT 1; END"
    }
  HCL
  attributes {
    schema  = required(ref(schema), "Schema that owns the object.", { role = schema })
    lang    = optional(enum(language), "Language.", { role = language })
    as      = required(sql, "Body.", { role = definition, sql = body })
    comment = optional(string, "Comment.", { role = comment })
  }

  block "arg" {
    doc         = "A parameter."
    labels      = ["name"]
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      arg "a" {
        type = INT
      }
    HCL
    attributes {
      type    = required(type, "Type.", { role = type })
      mode    = optional(enum(arg_mode), "Direction.")
      default = optional(expr, "Default.", { role = default })
    }
  }
}

block "permission" {
  doc         = "GRANT of privileges."
  labels      = ["name?"]
  unconfirmed = true
  pro         = true
  example     = <<-HCL
    permission {
      to         = "analysts"
      for        = table.users
      privileges = [SELECT]
    }
  HCL
  attributes {
    to         = required(string || ref(any), "Principal: user, group or service principal.")
    for        = required(ref(schema, table, view, materialized, function, procedure), "Target.")
    privileges = required(list(enum(privilege)), "Privileges.")
  }
}

enum "language" {
  words = ["SQL", "PYTHON"]
}

enum "sql_data_access" {
  words = ["CONTAINS_SQL", "READS_SQL_DATA"]
}

enum "arg_mode" {
  words = ["IN", "OUT", "INOUT"]
}

enum "privilege" {
  strings = true
  words = [
    "SELECT", "MODIFY", "EXECUTE", "USE_SCHEMA", "CREATE_TABLE", "CREATE_VIEW", "CREATE_FUNCTION",
    "CREATE_MATERIALIZED_VIEW", "APPLY_TAG", "MANAGE", "REFRESH", "READ_VOLUME", "WRITE_VOLUME", "ALL_PRIVILEGES",
  ]
}
