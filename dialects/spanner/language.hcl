# The language of Google Spanner files, as data: see docs/reference/dialect.md for the language of this file.
dialect "spanner" {
  title       = "Google Spanner"
  language_id = "atlas-schema-spanner"
  suffix      = ".sp.hcl"
  engine      = "spanner"
  url_schemes = ["spanner"]
  schema      = true
  open_types  = true
}

block "schema" {
  doc           = "A named schema; the default schema has an empty name in GoogleSQL and is public in the PostgreSQL dialect."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    schema "app" {
    }
  HCL
  attributes {
    name = optional(string, "Real name when it differs from the label.", { role = name, uncertain = true })
  }
}

block "table" {
  doc           = "A table."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    table "users" {
      schema = schema.default
      column "id" {
        type = INT64
      }
      column "name" {
        null = true
        type = STRING(255)
      }
      primary_key {
        columns = [column.id]
      }
    }
  HCL
  attributes {
    schema              = required(ref(schema), "Schema that owns the table.", { role = schema })
    depends_on          = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on })
    row_deletion_policy = optional(raw, "ROW DELETION POLICY (row TTL).")
    renamed_from        = optional(string, "Previous name of the table; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "column" {
    rules         = ["spanner_column"]
    doc           = "A column."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name>"
    unconfirmed   = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "id" {
        type = INT64
      }
    HCL
    attributes {
      type         = required(type, "Data type.", { role = type })
      null         = optional(bool, "false when left out.", { role = null })
      default      = optional(expr, "Default value.", { role = default })
      renamed_from = optional(string, "Previous name of the column; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
    }
    shared {
      annotation = block("annotation")
    }

    block "as" {
      doc     = "Generated column."
      role    = generated
      max     = 1
      pro     = true
      example = <<-HCL
        as {
          expr = "UPPER(name)"
          type = STORED
        }
      HCL
      attributes {
        expr = required(sql, "Expression.", { role = expr })
        type = optional(enum(generated_type), "STORED.", { role = storage })
      }
    }

    block "options" {
      doc         = "Column OPTIONS."
      max         = 1
      unconfirmed = true
      pro         = true
      example     = <<-HCL
        options {
          allow_commit_timestamp = true
        }
      HCL
      attributes {
        allow_commit_timestamp = optional(bool, "Allows the commit timestamp to be written.")
      }
    }
  }

  block "primary_key" {
    doc         = "Primary key. GoogleSQL declares it after the column list; a table without one holds a single row."
    role        = primary_key
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
    attributes {
      columns = optional(list(ref(column, table.column)), "Key columns.", { role = columns, own = true })
    }
    exclusive {
      names = ["columns", "on"]
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
          column = column.id
          desc   = true
        }
      HCL
      attributes {
        column = required(ref(column, table.column), "Column.", { role = column, own = true })
        desc   = optional(bool, "Descending.", { role = desc })
      }
    }
  }

  block "foreign_key" {
    doc     = "Foreign key; Spanner has no ON UPDATE."
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
      on_delete   = optional(enum(on_delete), "Delete action.", { role = on_delete })
    }
  }

  block "index" {
    doc           = "Secondary index."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name>"
    unconfirmed   = true
    pro           = true
    example       = <<-HCL
      index "by_name" {
        columns       = [column.name]
        null_filtered = true
      }
    HCL
    attributes {
      columns       = optional(list(ref(column, table.column)), "Columns.", { role = columns, own = true })
      unique        = optional(bool, "UNIQUE.", { role = unique })
      null_filtered = optional(bool, "NULL_FILTERED: leave out rows with a NULL key.")
      storing       = optional(list(ref(column, table.column)), "Columns stored in the index.", { own = true, uncertain = true })
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
      pro         = true
      ordered     = true
      example     = <<-HCL
        on {
          column = column.name
          desc   = true
        }
      HCL
      attributes {
        column = optional(ref(column, table.column), "Column.", { role = column, own = true })
        desc   = optional(bool, "Descending.", { role = desc })
      }
    }
  }

  block "check" {
    doc     = "Check constraint. Here the label is required."
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

  block "interleave" {
    rules       = ["spanner_interleave"]
    doc         = "INTERLEAVE IN PARENT."
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      interleave {
        parent = table.users
      }
    HCL
    attributes {
      parent    = required(ref(table), "Parent table.", { uncertain = true })
      on_delete = optional(enum(on_delete), "Delete action.", { uncertain = true })
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
    view "v" {
      schema = schema.default
      as     = "SELECT id FROM users"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema.", { role = schema })
    as         = required(sql, "SELECT statement.", { role = definition, sql = query })
    security   = optional(enum(view_security), "SQL SECURITY.")
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
        type = INT64
      }
    HCL
    attributes {
      type = required(type, "Type.", { role = type })
      null = optional(bool, "Nullable.", { role = null })
    }
  }
}

block "sequence" {
  rules         = ["spanner_sequence"]
  doc           = "A Spanner sequence; no schema attribute is listed."
  labels        = ["name"]
  role          = sequence
  referenced_as = "sequence.<name>"
  pro           = true
  example       = <<-HCL
    sequence "order_seq" {
      kind               = "bit_reversed_positive"
      start_with_counter = 5000
    }
  HCL
  attributes {
    kind               = required(enum(sequence_kind) || string, "Sequence kind, a string.")
    skip_range_min     = optional(int, "Start of the values to skip.")
    skip_range_max     = optional(int, "End of the values to skip.")
    start_with_counter = optional(int, "Internal counter to start with.")
  }
}

block "stream" {
  doc           = "A change stream."
  labels        = ["name"]
  referenced_as = "stream.<name>"
  pro           = true
  example       = <<-HCL
    stream "orders_stream" {
      tables = [table.orders]
      options = {
        "retention_period" = "36h"
      }
    }
  HCL
  attributes {
    tables  = optional(list(ref(table, table.column)), "Watched tables; everything when left out or empty.")
    options = optional(map(string), "Stream options such as retention_period.")
  }
}

block "locality_group" {
  doc           = "A locality group, which decides the storage tier of data. The reference headline calls it locality, its example locality_group."
  labels        = ["name"]
  referenced_as = "locality_group.<name>"
  pro           = true
  example       = <<-HCL
    locality_group "hot" {
      storage                   = "ssd"
      ssd_to_hdd_spill_timespan = "24h"
    }
  HCL
  attributes {
    storage                   = required(string, "Storage tier: ssd or hdd.")
    ssd_to_hdd_spill_timespan = optional(string, "Age at which data moves from SSD to HDD, such as 24h.")
  }
}

block "placement" {
  doc           = "An instance placement for geo-partitioning."
  labels        = ["name"]
  referenced_as = "placement.<name>"
  pro           = true
  example       = <<-HCL
    placement "eu" {
      instance_partition = "eu-partition"
      default_leader     = "europe-west1"
    }
  HCL
  attributes {
    instance_partition = required(string, "Instance partition name.")
    default_leader     = optional(string, "Leader region.")
  }
}

block "property_graph" {
  doc           = "A property graph over tables or views. Its contents were cut off in the stored page."
  labels        = ["name"]
  referenced_as = "property_graph.<name>"
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    property_graph "g" {
    }
  HCL
}

block "role" {
  doc           = "A database role for fine-grained access control."
  labels        = ["name"]
  referenced_as = "role.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    role "app" {
    }
  HCL
  attributes {
    member_of = optional(list(ref(role)), "Roles granted to it.", { uncertain = true })
  }
}

block "permission" {
  unconfirmed = true
  doc         = "Grants privileges to a role."
  labels      = ["name?"]
  pro         = true
  example     = <<-HCL
    permission {
      to         = role.app
      for        = table.users
      privileges = [SELECT]
    }
  HCL
  attributes {
    to         = required(ref(role, user), "Grantee.")
    for        = required(ref(schema, table, view, stream, sequence, function, table.column), "Target; the listed kinds are inferred.")
    privileges = required(list(enum(privilege)), "Privileges.")
    grantable  = optional(bool, "WITH GRANT OPTION.")
  }
}

enum "generated_type" {
  words = ["STORED"]
}

enum "on_delete" {
  words = ["NO_ACTION", "CASCADE"]
}

enum "sequence_kind" {
  strings = true
  words   = ["bit_reversed_positive"]
}

enum "view_security" {
  words = ["INVOKER", "DEFINER"]
}

enum "privilege" {
  strings = true
  words   = ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE", "USAGE"]
}

enum "storage" {
  words = ["ssd", "hdd"]
}
