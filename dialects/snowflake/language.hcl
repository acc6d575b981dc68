# The language of Snowflake files, as data: see docs/reference/dialect.md for the language of this file.
dialect "snowflake" {
  title       = "Snowflake"
  language_id = "atlas-schema-snowflake"
  suffix      = ".sf.hcl"
  engine      = "snowflake"
  url_schemes = ["snowflake"]
  schema      = true
}

block "schema" {
  doc           = "A schema of the connected database."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    schema "PUBLIC" {
      comment = "main schema"
    }
  HCL
  attributes {
    name                          = optional(string, "Real name when it differs from the label.", { role = name })
    comment                       = optional(string, "Comment.", { role = comment })
    managed_access                = optional(bool, "WITH MANAGED ACCESS.")
    retention_time                = optional(int, "DATA_RETENTION_TIME_IN_DAYS.", { min = 0, max = 90 })
    transient                     = optional(bool, "TRANSIENT schema.")
    log_level                     = optional(enum(log_level), "LOG_LEVEL.")
    trace_level                   = optional(enum(trace_level), "TRACE_LEVEL.")
    enable_data_compaction        = optional(bool, "ENABLE_DATA_COMPACTION.")
    iceberg_default_ddl_collation = optional(string, "Default collation of Iceberg columns, such as en-ci.")
    object_visibility             = optional(enum(object_visibility), "OBJECT_VISIBILITY.")
    classification_profile        = optional(string, "Fully qualified classification profile.")
  }
  shared {
    tag = block("tag_assignment")
  }

  block "contact" {
    doc         = "WITH CONTACT entry."
    labels      = ["name?"]
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      contact {
        purpose = "STEWARD"
      }
    HCL
    attributes {
      contact = optional(string, "Contact name.", { uncertain = true })
      purpose = optional(string, "Purpose of the contact.", { uncertain = true })
    }
  }
}

block "table" {
  doc           = "A standard table."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    table "USERS" {
      schema = schema.PUBLIC
      column "ID" {
        type = NUMBER(38)
      }
      primary_key {
        columns = [column.ID]
      }
    }
  HCL
  attributes {
    schema         = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment        = optional(string, "Comment.", { role = comment })
    retention_time = optional(int, "DATA_RETENTION_TIME_IN_DAYS.", { min = 0, max = 90 })
    depends_on     = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    transient      = optional(bool, "TRANSIENT table.")
    managed_access = optional(bool, "Listed by the reference.")
    cluster_by     = optional(list(string), "Clustering key expressions.", { uncertain = true })
    renamed_from   = optional(string, "Previous name of the table; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
  }
  shared {
    tag        = block("tag_assignment")
    policy     = block("policy_attachment")
    annotation = block("annotation")
  }

  block "column" {
    rules         = ["snowflake_column"]
    doc           = "A column."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "ID" {
        type = NUMBER(38)
      }
    HCL
    attributes {
      type         = required(type, "Data type.", { role = type })
      comment      = optional(string, "Comment.", { role = comment })
      null         = optional(bool, "false when left out.", { role = null })
      default      = optional(expr, "Default value, for example sql(\"seq.NEXTVAL\").", { role = default })
      collate      = optional(string, "Collation of a string column.", { role = collate })
      as           = optional(sql, "Expression of a virtual column.", { role = expr, uncertain = true })
      renamed_from = optional(string, "Previous name of the column; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
    }
    shared {
      tag        = block("tag_assignment")
      policy     = block("policy_attachment")
      annotation = block("annotation")
    }
  }

  block "primary_key" {
    doc         = "Primary key. The reference names an on block in its exclusion sets without describing it."
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
      columns = optional(list(ref(column, table.column)), "Key columns.", { role = columns, own = true })
      comment = optional(string, "Comment.", { role = comment })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc         = "Named by the reference, not described."
      role        = index_part
      unconfirmed = true
      uncertain   = true
      repeatable  = true
      attributes {
        column = optional(ref(column), "Column of this table.", { role = column, uncertain = true })
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
      unique "UQ" {
        columns = [column.EMAIL]
      }
    HCL
    attributes {
      columns = required(list(ref(column, table.column)), "Columns.", { role = columns, own = true })
    }
  }

  block "foreign_key" {
    doc         = "Foreign key."
    labels      = ["name"]
    role        = foreign_key
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      foreign_key "FK" {
        columns     = [column.OWNER_ID]
        ref_columns = [table.USERS.column.ID]
      }
    HCL
    attributes {
      columns     = required(list(ref(column, table.column)), "Referencing columns.", { role = columns, own = true })
      ref_columns = required(list(ref(column, table.column)), "Referenced columns.", { role = ref_columns, same_length = columns, single_table = true })
      on_delete   = optional(enum(reference_action), "Delete action.", { role = on_delete, uncertain = true })
      on_update   = optional(enum(reference_action), "Update action.", { role = on_update, uncertain = true })
    }
  }

  block "index" {
    doc         = "An index entry as listed by the 2025 reference for tables."
    labels      = ["name"]
    role        = index
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      index "UQ_EMAIL" {
        unique  = true
        columns = [column.EMAIL]
      }
    HCL
    attributes {
      columns = optional(list(ref(column, table.column)), "Columns.", { role = columns, own = true })
      unique  = optional(bool, "Unique.", { role = unique })
      comment = optional(string, "Comment.", { role = comment })
    }
    exclusive {
      names   = ["columns", "on"]
      message = "multiple definitions for index \"{label}\", use \"columns\" or \"on\""
    }
    one_of {
      names   = ["columns", "on"]
      message = "missing definition for index \"{label}\""
    }

    block "on" {
      doc         = "Named by the reference, not described."
      role        = index_part
      unconfirmed = true
      uncertain   = true
      repeatable  = true
      attributes {
        column = optional(ref(column), "Column of this table.", { role = column, uncertain = true })
      }
    }
  }
}

block "hybrid_table" {
  rules         = ["snowflake_hybrid_table"]
  doc           = "A hybrid (row-store) table; a primary key is mandatory in Snowflake."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "hybrid_table.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    hybrid_table "SESSIONS" {
      schema = schema.PUBLIC
      column "ID" {
        type = VARCHAR(64)
      }
      primary_key {
        columns = [column.ID]
      }
    }
  HCL
  attributes {
    schema         = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment        = optional(string, "Comment.", { role = comment })
    retention_time = optional(int, "DATA_RETENTION_TIME_IN_DAYS.", { min = 0, max = 90 })
  }
  shared {
    tag = block("tag_assignment")
  }

  block "column" {
    rules         = ["snowflake_column"]
    doc           = "A column."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "ID" {
        type = NUMBER(38)
      }
    HCL
    attributes {
      type    = required(type, "Data type.", { role = type })
      comment = optional(string, "Comment.", { role = comment })
      null    = optional(bool, "false when left out.", { role = null })
      default = optional(expr, "Default value, for example sql(\"seq.NEXTVAL\").", { role = default })
      collate = optional(string, "Collation of a string column.", { role = collate })
    }
    shared {
      tag        = block("tag_assignment")
      policy     = block("policy_attachment")
      annotation = block("annotation")
    }
  }

  block "primary_key" {
    doc         = "Primary key. The reference names an on block in its exclusion sets without describing it."
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
      columns = optional(list(ref(column, table.column)), "Key columns.", { role = columns, own = true })
      comment = optional(string, "Comment.", { role = comment })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc         = "Named by the reference, not described."
      role        = index_part
      unconfirmed = true
      uncertain   = true
      repeatable  = true
      attributes {
        column = optional(ref(column), "Column of this table.", { role = column, uncertain = true })
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
      unique "UQ" {
        columns = [column.EMAIL]
      }
    HCL
    attributes {
      columns = required(list(ref(column, table.column)), "Columns.", { role = columns, own = true })
    }
  }

  block "foreign_key" {
    doc         = "Foreign key."
    like        = "table.foreign_key"
    labels      = ["name"]
    role        = foreign_key
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      foreign_key "FK" {
        columns     = [column.OWNER_ID]
        ref_columns = [table.USERS.column.ID]
      }
    HCL
  }

  block "index" {
    doc         = "Secondary index of a hybrid table."
    labels      = ["name"]
    role        = index
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      index "IDX" {
        columns = [column.NAME]
      }
    HCL
    attributes {
      columns = optional(list(ref(column, table.column)), "Columns.", { role = columns, own = true })
      include = optional(list(ref(column, table.column)), "Included columns.", { role = include, own = true, uncertain = true })
    }
  }
}

block "dynamic_table" {
  doc           = "A dynamic table: the result of a query kept within a target lag."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "dynamic_table.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    dynamic_table "RECENT" {
      schema     = schema.PUBLIC
      target_lag = "5 minutes"
      as         = "SELECT ID FROM USERS"
    }
  HCL
  attributes {
    schema         = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment        = optional(string, "Comment.", { role = comment })
    retention_time = optional(int, "DATA_RETENTION_TIME_IN_DAYS.", { min = 0, max = 90 })
    depends_on     = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    as             = required(sql, "SELECT statement.", { role = definition, sql = query })
    target_lag     = required(enum(target_lag) || string, "DOWNSTREAM, or a string like \"5 minutes\".")
    refresh_mode   = optional(enum(refresh_mode) || string, "Refresh strategy.")
    transient      = optional(bool, "TRANSIENT.")
    warehouse      = optional(ref(warehouse) || string, "Warehouse that refreshes the table.")
  }
  shared {
    tag        = block("tag_assignment")
    annotation = block("annotation")
  }

  block "column" {
    doc           = "A column."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "ID" {
        type = NUMBER(38)
      }
    HCL
    attributes {
      type    = optional(type, "Data type.", { role = type })
      comment = optional(string, "Comment.", { role = comment })
    }
    shared {
      tag        = block("tag_assignment")
      policy     = block("policy_attachment")
      annotation = block("annotation")
    }
  }
}

block "external_table" {
  doc           = "A table over staged files."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "external_table.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    external_table "RAW" {
      schema      = schema.PUBLIC
      file_format = file_format.CSV_FMT
      location {
        stage = stage.DATA
        path  = "users/"
      }
      column "ID" {
        type = NUMBER
      }
    }
  HCL
  attributes {
    schema         = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment        = optional(string, "Comment.", { role = comment })
    retention_time = optional(int, "DATA_RETENTION_TIME_IN_DAYS.", { min = 0, max = 90 })
    depends_on     = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    file_format    = required(map(any) || ref(file_format), "Inline format options, or a reference to a file_format block.")
  }
  shared {
    tag = block("tag_assignment")
  }

  block "column" {
    doc         = "A column of an external table."
    labels      = ["name"]
    role        = column
    unconfirmed = true
    pro         = true
    ordered     = true
    example     = <<-HCL
      column "ID" {
        type = NUMBER
        as {
          expr = "value:c1::number"
        }
      }
    HCL
    attributes {
      type    = required(type, "Data type.", { role = type })
      as      = optional(sql, "Expression over the file row; also written as an as block.", { role = expr })
      null    = optional(bool, "Nullable.", { role = null })
      comment = optional(string, "Comment.", { role = comment })
    }
    exclusive {
      names   = ["as (attribute)", "as (block)"]
      message = "multiple as definitions for column \"{label}\""
    }
    shared {
      annotation = block("annotation")
    }

    block "as" {
      doc     = "Expression over the file row."
      role    = generated
      max     = 1
      pro     = true
      example = <<-HCL
        as {
          expr = "value:c1::varchar"
        }
      HCL
      attributes {
        expr = required(sql, "Expression.", { role = expr })
      }
    }
  }

  block "location" {
    doc     = "Where the files are."
    min     = 1
    max     = 1
    pro     = true
    example = <<-HCL
      location {
        stage = stage.DATA
        path  = "users/"
      }
    HCL
    attributes {
      stage = required(ref(stage), "Stage.")
      path  = optional(string, "Path inside the stage.")
    }
  }
}

block "iceberg_table" {
  doc           = "An Iceberg table, managed by Snowflake or by an external catalog."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "iceberg_table.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    iceberg_table "EVENTS" {
      schema          = schema.PUBLIC
      external_volume = "VOL"
      catalog         = "SNOWFLAKE"
      column "ID" {
        type = NUMBER(10)
      }
    }
  HCL
  attributes {
    schema                       = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment                      = optional(string, "Comment.", { role = comment })
    external_volume              = required(string, "External volume.")
    catalog                      = required(string, "\"SNOWFLAKE\" or a catalog integration.")
    base_location                = optional(string, "Path in the volume.", { uncertain = true })
    target_file_size             = optional(string, "Target file size, such as 16MB.")
    partition_by                 = optional(list(string), "Partition expressions. Excludes cluster_by.")
    cluster_by                   = optional(list(string), "Clustering expressions.")
    storage_serialization_policy = optional(enum(storage_serialization_policy), "File encoding choice.")
    path_layout                  = optional(enum(path_layout), "File path layout.")
  }
  exclusive {
    names = ["partition_by", "cluster_by"]
  }
  shared {
    tag = block("tag_assignment")
  }

  block "column" {
    doc           = "A column."
    like          = "hybrid_table.column"
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "ID" {
        type = NUMBER(38)
      }
    HCL
  }

  block "primary_key" {
    doc         = "Primary key. The reference names an on block in its exclusion sets without describing it."
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
      columns = optional(list(ref(column, table.column)), "Key columns.", { role = columns, own = true })
      comment = optional(string, "Comment.", { role = comment })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc         = "Named by the reference, not described."
      role        = index_part
      unconfirmed = true
      uncertain   = true
      repeatable  = true
      attributes {
        column = optional(ref(column), "Column of this table.", { role = column, uncertain = true })
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
      unique "UQ" {
        columns = [column.EMAIL]
      }
    HCL
    attributes {
      columns = required(list(ref(column, table.column)), "Columns.", { role = columns, own = true })
    }
  }

  block "foreign_key" {
    doc         = "Foreign key."
    like        = "table.foreign_key"
    labels      = ["name"]
    role        = foreign_key
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      foreign_key "FK" {
        columns     = [column.OWNER_ID]
        ref_columns = [table.USERS.column.ID]
      }
    HCL
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
    view "ACTIVE" {
      schema = schema.PUBLIC
      as     = "SELECT ID FROM USERS"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    as         = required(sql, "SELECT statement.", { role = definition, sql = query })
    secure     = optional(bool, "SECURE view.", { uncertain = true })
  }
  shared {
    tag        = block("tag_assignment")
    annotation = block("annotation")
  }

  block "column" {
    doc           = "A column."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "ID" {
        type = NUMBER(38)
      }
    HCL
    attributes {
      type    = required(type, "Data type.", { role = type })
      comment = optional(string, "Comment.", { role = comment })
      null    = optional(bool, "Nullable.", { role = null, uncertain = true })
    }
    shared {
      tag        = block("tag_assignment")
      policy     = block("policy_attachment")
      annotation = block("annotation")
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
      schema = schema.PUBLIC
      as     = "SELECT COUNT(*) C FROM USERS"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    as         = required(sql, "SELECT statement.", { role = definition, sql = query })
    cluster_by = optional(list(string), "Clustering expressions.", { uncertain = true })
  }
  shared {
    column = block("view.column")
    tag    = block("tag_assignment")
  }
}

block "stage" {
  doc           = "An internal or external stage."
  labels        = ["schema?", "name"]
  referenced_as = "stage.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    stage "DATA" {
      schema      = schema.PUBLIC
      url         = "s3://bucket/data/"
      file_format = file_format.CSV_FMT
    }
  HCL
  attributes {
    schema              = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment             = optional(string, "Comment.", { role = comment })
    url                 = optional(string, "Location of an external stage.")
    file_format         = optional(ref(file_format) || map(any), "Named format, or inline options as a map.")
    storage_integration = optional(string, "Storage integration.", { uncertain = true })
    credentials         = optional(map(string), "Credentials of an external stage.", { uncertain = true })
  }
  shared {
    tag = block("tag_assignment")
  }
}

block "file_format" {
  unconfirmed   = true
  doc           = "A named file format."
  labels        = ["schema?", "name"]
  referenced_as = "file_format.<name>"
  pro           = true
  example       = <<-HCL
    file_format "CSV_FMT" {
      schema = schema.PUBLIC
      type   = CSV
      options = {
        FIELD_DELIMITER = "|"
        SKIP_HEADER     = 1
      }
    }
  HCL
  attributes {
    schema  = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment = optional(string, "Comment.", { role = comment })
    type    = required(enum(file_format_type), "Format type.")
    options = optional(map(any), "Type-specific options with their Snowflake names as keys.")
  }
}

block "task" {
  rules         = ["snowflake_task"]
  doc           = "A scheduled or dependent task."
  labels        = ["schema?", "name"]
  referenced_as = "task.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    task "NIGHTLY" {
      schema    = schema.PUBLIC
      schedule  = "60 MINUTE"
      warehouse = "WH"
      as        = "CALL refresh()"
    }
  HCL
  attributes {
    schema                          = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment                         = optional(string, "Comment.", { role = comment })
    as                              = required(sql, "Statement to run.", { sql = fragment })
    schedule                        = optional(string, "\"60 MINUTE\" or a CRON expression; not together with after.")
    warehouse                       = optional(string || ref(warehouse), "Warehouse name.")
    condition                       = optional(sql, "WHEN condition.")
    after                           = optional(list(ref(task)), "Predecessor tasks.")
    user_task_timeout_ms            = optional(int, "Timeout.")
    suspend_task_after_num_failures = optional(int, "Suspend after failures.")
    task_auto_retry_attempts        = optional(int, "Retries.")
    depends_on                      = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
  }
  shared {
    tag = block("tag_assignment")
  }
}

block "pipe" {
  doc           = "Continuous loading from a stage."
  labels        = ["schema?", "name"]
  referenced_as = "pipe.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    pipe "INGEST" {
      schema = schema.PUBLIC
      as     = "COPY INTO T FROM @DATA"
    }
  HCL
  attributes {
    schema      = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment     = optional(string, "Comment.", { role = comment })
    as          = required(sql, "COPY INTO statement.", { sql = fragment })
    auto_ingest = optional(bool, "AUTO_INGEST.", { uncertain = true })
    depends_on  = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
  }
  shared {
    tag = block("tag_assignment")
  }
}

block "stream" {
  doc           = "A change-tracking stream."
  labels        = ["schema?", "name"]
  referenced_as = "stream.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    stream "CHANGES" {
      schema = schema.PUBLIC
      on     = table.USERS
    }
  HCL
  attributes {
    schema      = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment     = optional(string, "Comment.", { role = comment })
    on          = required(ref(table, view, external_table, stage, dynamic_table), "Source object.")
    append_only = optional(bool, "APPEND_ONLY.")
  }
  shared {
    tag = block("tag_assignment")
  }
}

block "sequence" {
  unconfirmed   = true
  doc           = "A sequence."
  labels        = ["schema?", "name"]
  role          = sequence
  referenced_as = "sequence.<name>"
  pro           = true
  example       = <<-HCL
    sequence "IDS" {
      schema    = schema.PUBLIC
      start     = 1
      increment = 1
    }
  HCL
  attributes {
    schema    = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment   = optional(string, "Comment.", { role = comment })
    start     = optional(int, "First value.")
    increment = optional(int, "Step.")
    order     = optional(bool, "ORDER instead of NOORDER.")
  }
}

block "tag" {
  unconfirmed   = true
  doc           = "A tag object; the same block name, nested and without a label, assigns one."
  labels        = ["schema?", "name"]
  referenced_as = "tag.<name>"
  pro           = true
  example       = <<-HCL
    tag "DOMAIN" {
      schema         = schema.PUBLIC
      allowed_values = ["a", "b"]
    }
  HCL
  attributes {
    schema         = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment        = optional(string, "Comment.", { role = comment })
    allowed_values = optional(list(string), "Permitted values.")
  }
}

block "warehouse" {
  doc           = "A virtual warehouse; account level, needs mode warehouses = true."
  labels        = ["name"]
  referenced_as = "warehouse.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    warehouse "WH" {
      size         = XSMALL
      auto_suspend = 300
      auto_resume  = true
    }
  HCL
  attributes {
    comment                             = optional(string, "Comment.", { role = comment })
    size                                = optional(enum(warehouse_size), "Size.")
    type                                = optional(enum(warehouse_type), "Type.")
    auto_suspend                        = optional(int, "Idle seconds before suspending.")
    auto_resume                         = optional(bool, "Resume on the next query.")
    resource_monitor                    = optional(ref(resource_monitor), "Resource monitor.")
    min_cluster_count                   = optional(int, "Smallest cluster count.")
    max_cluster_count                   = optional(int, "Largest cluster count.")
    scaling_policy                      = optional(enum(scaling_policy), "Scaling policy.")
    enable_query_acceleration           = optional(bool, "Query acceleration.")
    query_acceleration_max_scale_factor = optional(int, "Acceleration limit.")
    max_concurrency_level               = optional(int, "Concurrent statements.")
    statement_timeout_in_seconds        = optional(int, "Statement timeout.")
    statement_queued_timeout_in_seconds = optional(int, "Queue timeout.")
  }
  shared {
    tag = block("tag_assignment")
  }
}

block "resource_monitor" {
  doc           = "A credit budget; account level, needs mode resource_monitors = true."
  labels        = ["name"]
  referenced_as = "resource_monitor.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    resource_monitor "RM" {
      credit_quota = 100
      frequency    = MONTHLY
      trigger {
        threshold = 80
        action    = NOTIFY
      }
    }
  HCL
  attributes {
    credit_quota = optional(int, "Credits per interval.")
    frequency    = optional(enum(monitor_frequency), "Reset interval.")
    notify_users = optional(list(string), "Users to notify.")
  }

  block "trigger" {
    doc        = "What happens at a usage percentage."
    repeatable = true
    pro        = true
    example    = <<-HCL
      trigger {
        threshold = 100
        action    = SUSPEND
      }
    HCL
    attributes {
      threshold = required(int, "Percentage of the quota.")
      action    = required(enum(monitor_action), "Action.")
    }
  }
}

block "masking_policy" {
  unconfirmed   = true
  doc           = "Rewrites a column value per query."
  labels        = ["schema?", "name"]
  referenced_as = "masking_policy.<name>"
  pro           = true
  example       = <<-HCL
    masking_policy "MP" {
      schema = schema.PUBLIC
      arg "V" {
        type = VARCHAR(100)
      }
      return = VARCHAR(100)
      as     = "'***'"
    }
  HCL
  attributes {
    schema                = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment               = optional(string, "Comment.", { role = comment })
    depends_on            = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    as                    = required(sql, "Expression.", { sql = fragment })
    return                = required(type, "Return type.")
    exempt_other_policies = optional(bool, "EXEMPT_OTHER_POLICIES.")
  }
  shared {
    arg = block("policy.arg", { min = 1 })
    tag = block("tag_assignment")
  }
}

block "projection_policy" {
  unconfirmed   = true
  doc           = "Decides whether a column may be selected. The body in as is the whole policy; no arguments."
  labels        = ["schema?", "name"]
  referenced_as = "projection_policy.<name>"
  pro           = true
  example       = <<-HCL
    projection_policy "P" {
      schema = schema.PUBLIC
      as     = "..."
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    as         = required(sql, "Policy expression.", { sql = fragment })
  }
  shared {
    tag = block("tag_assignment")
  }
}

block "aggregation_policy" {
  unconfirmed   = true
  doc           = "Forces queries to aggregate over a minimum group. The body in as is the whole policy; no arguments."
  like          = "projection_policy"
  labels        = ["schema?", "name"]
  referenced_as = "aggregation_policy.<name>"
  pro           = true
  example       = <<-HCL
    aggregation_policy "P" {
      schema = schema.PUBLIC
      as     = "..."
    }
  HCL
}

block "join_policy" {
  unconfirmed   = true
  doc           = "Forces a table to be joined before it is read. The body in as is the whole policy; no arguments."
  like          = "projection_policy"
  labels        = ["schema?", "name"]
  referenced_as = "join_policy.<name>"
  pro           = true
  example       = <<-HCL
    join_policy "P" {
      schema = schema.PUBLIC
      as     = "..."
    }
  HCL
}

block "row_access_policy" {
  doc           = "Filters rows."
  labels        = ["schema?", "name"]
  referenced_as = "row_access_policy.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    row_access_policy "RAP" {
      schema = schema.PUBLIC
      arg "R" {
        type = VARCHAR
      }
      as = "R = 'EU'"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    as         = required(sql, "Boolean expression.", { sql = fragment })
  }
  shared {
    arg = block("policy.arg")
    tag = block("tag_assignment")
  }
}

block "storage_lifecycle_policy" {
  rules         = ["snowflake_storage_lifecycle_policy"]
  doc           = "Expires or archives the rows selected by its body."
  labels        = ["schema?", "name"]
  referenced_as = "storage_lifecycle_policy.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    storage_lifecycle_policy "SLP" {
      schema = schema.PUBLIC
      arg "D" {
        type = DATE
      }
      as = "D < CURRENT_DATE - 365"
    }
  HCL
  attributes {
    schema           = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment          = optional(string, "Comment.", { role = comment })
    as               = required(sql, "Row selection.", { sql = fragment })
    archive_tier     = optional(enum(archive_tier) || string, "Archive tier; goes with archive_for_days.")
    archive_for_days = optional(int, "Days in the archive.")
  }
  shared {
    arg = block("policy.arg")
    tag = block("tag_assignment")
  }
}

block "function" {
  doc           = "A user-defined function."
  labels        = ["schema?", "name"]
  role          = function
  referenced_as = "function.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    function "F" {
      schema = schema.PUBLIC
      lang   = SQL
      return = NUMBER
      as     = "1"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    lang       = optional(enum(language), "Language.", { role = language })
    return     = optional(type, "Return type.")
    as         = required(sql, "Body.", { role = definition, sql = body })
    volatility = optional(enum(volatility), "Volatility.")
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
      }
    HCL
    attributes {
      type    = required(type, "Type.", { role = type })
      default = optional(expr, "Default.", { role = default })
    }
  }
}

block "procedure" {
  doc           = "A stored procedure."
  labels        = ["schema?", "name"]
  role          = procedure
  referenced_as = "procedure.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    procedure "P" {
      schema = schema.PUBLIC
      lang   = SQL
      return = VARCHAR
      as     = "BEGIN RETURN 1; END"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema that owns the object.", { role = schema })
    comment    = optional(string, "Comment.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    lang       = optional(enum(language), "Language.", { role = language })
    return     = optional(type, "Return type.")
    as         = required(sql, "Body.", { role = definition, sql = body })
  }
  shared {
    arg = block("function.arg")
  }
}

block "role" {
  doc           = "An account or database role."
  labels        = ["name"]
  referenced_as = "role.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    role "ANALYST" {
    }
  HCL
  attributes {
    member_of = optional(list(ref(role)), "Granted roles.")
    comment   = optional(string, "Comment.", { role = comment })
  }
}

block "permission" {
  doc         = "GRANT of privileges."
  labels      = ["name?"]
  unconfirmed = true
  uncertain   = true
  pro         = true
  example     = <<-HCL
    permission {
      to         = role.ANALYST
      for        = table.USERS
      privileges = [SELECT]
    }
  HCL
  attributes {
    to         = required(ref(role, user), "Grantee.")
    for        = required(ref(any), "Target object.")
    privileges = required(list(enum(privilege) || string), "Privileges.")
    grantable  = optional(bool, "WITH GRANT OPTION.")
  }
}

shape "tag_assignment" {
  unconfirmed = true
  rules       = ["snowflake_tag"]
  doc         = "Assigns a tag to the enclosing object; written as a nested tag block without a label."
  pro         = true
  example     = <<-HCL
    tag {
      ref   = tag.USER_DOMAIN
      value = "customer"
    }
  HCL
  attributes {
    ref   = required(ref(tag), "Tag to assign.")
    value = required(string, "Value, one of allowed_values when the tag limits them.")
  }
}

shape "policy_attachment" {
  doc         = "Attaches a policy to the enclosing table or column."
  unconfirmed = true
  pro         = true
  example     = <<-HCL
    policy {
      ref = masking_policy.MP_SSN
    }
  HCL
  attributes {
    ref     = required(ref(masking_policy, projection_policy, aggregation_policy, join_policy, row_access_policy, storage_lifecycle_policy), "Policy to attach.", { uncertain = true })
    columns = optional(list(ref(column, table.column)), "Columns passed to the policy.", { role = columns, uncertain = true })
  }
}

shape "policy.arg" {
  doc     = "One argument of a policy."
  labels  = ["name"]
  pro     = true
  example = <<-HCL
    arg "V" {
      type = VARCHAR(100)
    }
  HCL
  attributes {
    type = required(type, "Type.", { role = type })
  }
}

enum "target_lag" {
  strings = true
  words   = ["DOWNSTREAM"]
}

enum "refresh_mode" {
  strings = true
  words   = ["INCREMENTAL", "FULL"]
}

enum "file_format_type" {
  words = ["CSV", "JSON", "PARQUET", "AVRO", "ORC", "XML"]
}

enum "warehouse_size" {
  words = ["XSMALL", "SMALL", "MEDIUM", "LARGE", "XLARGE", "XXLARGE", "XXXLARGE", "X4LARGE", "X5LARGE", "X6LARGE"]
}

enum "warehouse_type" {
  words = ["STANDARD", "SNOWPARK_OPTIMIZED"]
}

enum "scaling_policy" {
  words = ["STANDARD", "ECONOMY"]
}

enum "monitor_frequency" {
  words = ["MONTHLY", "DAILY", "WEEKLY", "YEARLY", "NEVER"]
}

enum "monitor_action" {
  words = ["NOTIFY", "SUSPEND", "SUSPEND_IMMEDIATE"]
}

enum "log_level" {
  words = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "OFF"]
}

enum "trace_level" {
  words = ["ALWAYS", "ON_EVENT", "OFF"]
}

enum "object_visibility" {
  words = ["PRIVILEGED"]
}

enum "storage_serialization_policy" {
  words = ["COMPATIBLE", "OPTIMIZED"]
}

enum "path_layout" {
  words = ["FLAT", "HIERARCHICAL"]
}

enum "archive_tier" {
  strings = true
  words   = ["COOL", "COLD"]
}

enum "language" {
  words = ["SQL", "JAVASCRIPT", "PYTHON", "JAVA", "SCALA"]
}

enum "volatility" {
  words = ["VOLATILE", "IMMUTABLE"]
}

enum "privilege" {
  doc     = "Words of GRANT; multi-word names with underscores. The list is not complete."
  strings = true
  open    = true
  words   = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "USAGE", "OWNERSHIP", "OPERATE", "MONITOR", "MODIFY", "READ", "WRITE", "REBUILD", "ALL"]
}

enum "reference_action" {
  words = ["NO_ACTION", "RESTRICT", "CASCADE", "SET_NULL", "SET_DEFAULT"]
}
