# The language of PostgreSQL files, as data: see docs/reference/dialect.md for the language of this file.
dialect "postgresql" {
  title        = "PostgreSQL"
  language_id  = "atlas-schema-postgresql"
  suffix       = ".pg.hcl"
  engine       = "postgres"
  url_schemes  = ["postgres", "postgresql"]
  docker_hosts = ["postgres", "postgresql", "postgis", "pgvector"]
  schema       = true
}

block "schema" {
  doc           = "A PostgreSQL schema (namespace). Every schema-level object points at one of these blocks."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  example       = <<-HCL
    schema "app" {
      comment = "application objects"
    }
  HCL
  attributes {
    name    = optional(string, "Real schema name when it must differ from the label, for instance when it comes from a variable; references keep using the label.", { role = name })
    comment = optional(string, "Text stored with COMMENT ON SCHEMA.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }
}

block "table" {
  doc           = "A table. Holds its columns, keys, indexes, constraints and storage settings."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  names_type    = true
  example       = <<-HCL
    table "orders" {
      schema = schema.app
      column "id" {
        type = bigint
        identity {
          generated = ALWAYS
        }
      }
      column "note" {
        type = text
        null = true
      }
      primary_key {
        columns = [column.id]
      }
    }
  HCL
  attributes {
    schema           = required(ref(schema), "Schema the table lives in.", { role = schema })
    comment          = optional(string, "Text stored with COMMENT ON TABLE.", { role = comment })
    depends_on       = optional(list(ref(any)), "Objects that have to exist before this table, when the planner cannot see the dependency.", { role = depends_on })
    unlogged         = optional(bool, "Skips the write-ahead log for this table (CREATE UNLOGGED TABLE). Pro.", { pro = true })
    replica_identity = optional(enum(replica_identity) || ref(index), "Old-row image written for logical replication: a keyword, or a reference to a unique index of the same table (index.<name>). Pro.", { pro = true })
    access_method    = optional(string || enum(access_method), "Table access method (USING ...). Pro. Whether a bare identifier, a string, or both are taken is not confirmed.", { pro = true, uncertain = true })
    renamed_from     = optional(string, "Former name, so that the planner emits a rename. Documented for columns; assumed for tables.", { role = renamed_from, uncertain = true })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "column" {
    doc           = "One column of a table. Not nullable unless null is set to true."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> (inside the table) | table.<table>.column.<name> | table.<schema>.<table>.column.<name>"
    ordered       = true
    rules         = ["postgresql_column"]
    example       = <<-HCL
      column "total" {
        type = numeric(12,2)
        null = true
      }
    HCL
    attributes {
      type         = required(type, "Column type. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.", { role = type })
      null         = optional(bool, "Whether NULL is allowed. Defaults to false, so omitting it means NOT NULL.", { role = null, default = false })
      default      = optional(expr, "Default value: a bool, number or string literal, or sql(\"...\") for an expression.", { role = default })
      as           = optional(sql, "Generation expression (short form of the as block); the column is STORED.", { role = expr })
      comment      = optional(string, "Text stored with COMMENT ON COLUMN.", { role = comment })
      collate      = optional(string, "Collation name for a text column.", { role = collate })
      renamed_from = optional(string, "Former column name; the planner renames instead of dropping and adding.", { role = renamed_from })
    }
    exclusive {
      names   = ["as (attribute)", "as (block)"]
      message = "multiple as definitions for column \"{label}\""
    }
    exclusive {
      names   = ["as", "identity"]
      message = "both identity and generation expression specified for column \"{label}\""
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }

    block "as" {
      doc     = "Generated-column definition with an explicit storage kind."
      role    = generated
      max     = 1
      example = <<-HCL
        as {
          expr = "price * qty"
          type = STORED
        }
      HCL
      attributes {
        expr = required(sql, "Generation expression.", { role = expr })
        type = optional(enum(generated_storage), "STORED (the default on every server version in HCL) or VIRTUAL (PostgreSQL 18). The community build always stores, whatever is written.", { role = storage, default = "STORED" })
      }
    }

    block "identity" {
      doc     = "GENERATED ... AS IDENTITY settings of a column (PostgreSQL 10+)."
      role    = identity
      max     = 1
      example = <<-HCL
        identity {
          generated = BY_DEFAULT
          start     = 100
          increment = 5
        }
      HCL
      attributes {
        generated = optional(enum(identity_generated), "ALWAYS or BY_DEFAULT. Bare identifier; a string holding the same word is also read.", { role = generated })
        start     = optional(int, "First value. Defaults to 1; zero is treated as unset.", { role = start, default = 1 })
        increment = optional(int, "Step. Defaults to 1; zero is treated as unset.", { role = increment, default = 1 })
      }
    }
  }

  block "primary_key" {
    doc     = "Primary key of the table. The label (constraint name) is optional."
    labels  = ["name?"]
    role    = primary_key
    max     = 1
    example = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
    attributes {
      columns          = required(list(ref(column)), "Key columns of this table, in order.", { role = columns, own = true })
      include          = optional(list(ref(column)), "Extra non-key columns (INCLUDE, PostgreSQL 11+). An empty list is an error.", { role = include, own = true })
      comment          = optional(string, "Text stored on the constraint or index.", { role = comment })
      deferrable       = optional(enum(deferrable), "Makes the constraint deferrable and picks its initial mode. Pro.", { pro = true })
      type             = optional(enum(index_type) || string, "Index method of the backing index.")
      page_per_range   = optional(int, "BRIN pages per range of the backing index.")
      without_overlaps = optional(bool, "PostgreSQL 18 temporal key: applies WITHOUT OVERLAPS to the last key column. Pro.", { pro = true })
    }
    shared {
      storage_params = block("table.index.storage_params", { max = 1 })
    }
  }

  block "index" {
    doc           = "Secondary index. Defined either by columns or by one or more on blocks."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name> (inside the table) | table.<table>.index.<name>"
    rules         = ["postgresql_index"]
    example       = <<-HCL
      index "orders_note" {
        type = GIN
        on {
          column = column.note
          ops    = gin_trgm_ops
        }
      }
    HCL
    attributes {
      columns        = optional(list(ref(column)), "Key columns in order, when no per-part option is needed.", { role = columns, own = true })
      unique         = optional(bool, "Builds a unique index.", { role = unique, default = false })
      type           = optional(enum(index_type) || string, "Index method. Known methods may be bare identifiers; others (HNSW, IVFFlat, bloom, ...) must be strings. Upper-cased on read; BTREE when omitted.", { default = "BTREE" })
      where          = optional(sql, "Predicate of a partial index.", { role = where, sql = predicate })
      include        = optional(list(ref(column)), "Non-key columns (INCLUDE). Plain columns only; an empty list is an error.", { role = include, own = true })
      nulls_distinct = optional(bool, "false means NULLS NOT DISTINCT (PostgreSQL 15+).", { default = true })
      page_per_range = optional(int, "BRIN pages_per_range. Note the singular spelling of the HCL name.", { default = 128 })
      comment        = optional(string, "Text stored with COMMENT ON INDEX.", { role = comment })
      renamed_from   = optional(string, "Former index name. Documented for columns; assumed here.", { role = renamed_from, uncertain = true })
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
      doc        = "One key part of an index: a column or an expression with its ordering and operator class."
      role       = index_part
      repeatable = true
      ordered    = true
      example    = <<-HCL
        on {
          expr = "lower(note)"
          desc = true
        }
      HCL
      attributes {
        column      = optional(ref(column), "Indexed column.", { role = column, own = true })
        expr        = optional(sql, "Indexed expression.", { role = expr })
        desc        = optional(bool, "Descending order.", { role = desc, default = false })
        ops         = optional(enum(index_ops) || string || raw, "Operator class. Known classes as bare identifiers; any other as a string; with parameters as sql(\"class(k=v)\").")
        nulls_first = optional(bool, "NULLS FIRST (already the default for descending parts).")
        nulls_last  = optional(bool, "NULLS LAST (already the default for ascending parts).")
        collate     = optional(string, "Collation of the part. Not in the documented list; assumed.", { role = collate, uncertain = true })
      }
      exclusive {
        names   = ["column", "expr"]
        message = "cannot use both \"column\" and \"expr\" in index \"{label}\" at position {position}"
      }
      exclusive {
        names = ["nulls_first", "nulls_last"]
      }
      one_of {
        names   = ["column", "expr"]
        late    = true
        message = "\"column\" or \"expr\" are required for index \"{label}\" at position {position}"
      }
    }

    block "storage_params" {
      doc         = "WITH (...) options of the index. The usable keys depend on the index method."
      max         = 1
      unconfirmed = true
      pro         = true
      example     = <<-HCL
        storage_params {
          m               = 16
          ef_construction = 64
        }
      HCL
      attributes {
        fillfactor             = optional(int, "Page fill percentage, 10-100 (B-tree, hash, GiST, SP-GiST). B-tree default 90.")
        deduplicate_items      = optional(bool, "B-tree duplicate compression.")
        buffering              = optional(enum(index_buffering), "GiST build buffering.")
        fastupdate             = optional(bool, "GIN pending list on or off.")
        gin_pending_list_limit = optional(int, "GIN pending list size in kB. Default 4096.")
        pages_per_range        = optional(int, "BRIN pages per range. Default 128. Plural here, unlike the page_per_range attribute.")
        autosummarize          = optional(bool, "BRIN automatic summarisation.")
        m                      = optional(int, "pgvector HNSW: links per layer.")
        ef_construction        = optional(int, "pgvector HNSW: candidate list size while building.")
        lists                  = optional(int, "pgvector IVFFlat: number of inverted lists.")
      }
    }
  }

  block "unique" {
    doc     = "UNIQUE constraint. Shares its reader with indexes, so index options such as include apply."
    labels  = ["name"]
    role    = unique
    rules   = ["postgresql_index"]
    example = <<-HCL
      unique "orders_code" {
        columns        = [column.code]
        nulls_distinct = false
      }
    HCL
    attributes {
      columns          = required(list(ref(column)), "Columns that must be unique together.", { role = columns, own = true })
      include          = optional(list(ref(column)), "Non-key columns (INCLUDE).", { role = include, own = true })
      nulls_distinct   = optional(bool, "false means NULLS NOT DISTINCT (PostgreSQL 15+).", { default = true })
      page_per_range   = optional(int, "BRIN pages per range of the backing index.")
      comment          = optional(string, "Text stored on the constraint.", { role = comment })
      deferrable       = optional(enum(deferrable), "Makes the constraint deferrable and picks its initial mode. Pro.", { pro = true })
      without_overlaps = optional(bool, "PostgreSQL 18 temporal key on the last column. Pro.", { pro = true })
    }
    shared {
      storage_params = block("table.index.storage_params", { max = 1 })
    }
  }

  block "exclude" {
    doc     = "EXCLUDE constraint. Every part names a column or expression and the operator it is compared with."
    role    = exclude
    labels  = ["name"]
    pro     = true
    example = <<-HCL
      exclude "no_overlap" {
        type = GIST
        on {
          column = column.room
          op     = "="
        }
        on {
          column = column.during
          op     = "&&"
        }
      }
    HCL
    attributes {
      type           = optional(enum(index_type) || string, "Index method; GIST is needed for operators such as &&. BTREE when omitted.", { default = "BTREE" })
      include        = optional(list(ref(column)), "Non-key columns.", { role = include, own = true })
      where          = optional(sql, "Predicate limiting the constraint to some rows.", { role = where, sql = predicate })
      nulls_distinct = optional(bool, "Listed by the reference, of little use here.")
      page_per_range = optional(int, "BRIN pages per range.")
      comment        = optional(string, "Text stored on the constraint.", { role = comment })
      deferrable     = optional(enum(deferrable), "Makes the constraint deferrable and picks its initial mode.")
    }
    shared {
      storage_params = block("table.index.storage_params", { max = 1 })
    }

    block "on" {
      doc        = "One element of an EXCLUDE constraint."
      role       = index_part
      min        = 1
      repeatable = true
      pro        = true
      ordered    = true
      rules      = ["postgresql_exclude_part"]
      example    = <<-HCL
        on {
          column = column.during
          op     = "&&"
        }
      HCL
      attributes {
        column = optional(ref(column), "Compared column.", { role = column, own = true })
        expr   = optional(sql, "Compared expression.", { role = expr })
        op     = optional(string || raw, "Operator, as a string (\"=\", \"&&\") or sql(\"...\"). Needed to build the constraint even though the reference lists it as optional.")
        desc   = optional(bool, "Descending order.", { role = desc, default = false })
        ops    = optional(enum(index_ops) || string || raw, "Operator class. Not in the documented list; assumed.", { uncertain = true })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
        late  = true
      }
    }
  }

  block "foreign_key" {
    doc     = "Foreign key to columns of another table or of the same table."
    labels  = ["name"]
    role    = foreign_key
    example = <<-HCL
      foreign_key "orders_customer" {
        columns     = [column.customer_id]
        ref_columns = [table.customers.column.id]
        on_delete   = CASCADE
      }
    HCL
    attributes {
      columns     = required(list(ref(column)), "Referencing columns of this table.", { role = columns, own = true })
      ref_columns = required(list(ref(column)), "Referenced columns: column.<name> for the same table, table.<t>.column.<c> otherwise. All from one table, as many as columns.", { role = ref_columns, same_length = columns, single_table = true })
      on_update   = optional(enum(fk_action), "Action on update. Bare identifier; a string with the same word is read too.", { role = on_update })
      on_delete   = optional(enum(fk_action), "Action on delete. Bare identifier; a string with the same word is read too.", { role = on_delete })
      deferrable  = optional(enum(deferrable), "Makes the constraint deferrable and picks its initial mode. Pro.", { pro = true })
      comment     = optional(string, "Text stored on the constraint. Pro.", { role = comment, pro = true })
      period      = optional(bool, "PostgreSQL 18 temporal foreign key: the last column pair is matched as a PERIOD. Pro.", { pro = true })
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }
  }

  block "check" {
    doc     = "CHECK constraint. The label (constraint name) may be left out and may contain spaces."
    labels  = ["name?"]
    role    = check
    example = <<-HCL
      check "positive_total" {
        expr = "total > 0"
      }
    HCL
    attributes {
      expr    = required(sql, "Boolean SQL expression.", { role = expr })
      comment = optional(string, "Text stored on the constraint. Pro.", { role = comment, pro = true })
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }
  }

  block "partition" {
    doc     = "Partition key of a partitioned parent table: a strategy plus either columns or by blocks."
    role    = partition
    max     = 1
    example = <<-HCL
      partition {
        type    = RANGE
        columns = [column.created_at]
      }
    HCL
    attributes {
      type    = required(enum(partition_type), "RANGE, LIST or HASH. Bare identifier; a quoted word is read too.")
      columns = optional(list(ref(column)), "Key columns.", { role = columns, own = true })
    }
    exclusive {
      names   = ["columns", "by"]
      message = "cannot convert table \"{table}\": multiple definitions for {table}.partition, use \"columns\" or \"by\""
    }
    one_of {
      names   = ["columns", "by"]
      late    = true
      message = "cannot convert table \"{table}\": missing columns or expressions for {table}.partition"
    }

    block "by" {
      doc        = "One part of a partition key."
      repeatable = true
      ordered    = true
      example    = <<-HCL
        by {
          expr = "date_trunc('day', created_at)"
        }
      HCL
      attributes {
        column = optional(ref(column), "Key column.", { role = column, own = true })
        expr   = optional(sql, "Key expression.", { role = expr })
      }
      exclusive {
        names   = ["column", "expr"]
        message = "cannot convert table \"{table}\": multiple definitions for  {table}.partition.by at position {position}"
      }
      one_of {
        names   = ["column", "expr"]
        late    = true
        message = "cannot convert table \"{table}\": missing column or expression for {table}.partition.by at position {position}"
      }
    }
  }

  block "row_security" {
    doc     = "Row-level security switches of the table. Policies themselves are top-level policy blocks."
    max     = 1
    pro     = true
    example = <<-HCL
      row_security {
        enabled = true
      }
    HCL
    attributes {
      enabled  = optional(bool, "ENABLE ROW LEVEL SECURITY.")
      enforced = optional(bool, "FORCE ROW LEVEL SECURITY, so the owner is subject to policies too.")
    }
  }

  block "storage_params" {
    doc         = "WITH (...) options of the table, such as fillfactor and the autovacuum settings."
    max         = 1
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      storage_params {
        fillfactor = 70
      }
    HCL
    attributes {
      fillfactor                            = optional(int, "Heap fill percentage, 10-100.")
      autovacuum_enabled                    = optional(bool, "Autovacuum for this table.", { uncertain = true })
      toast_tuple_target                    = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      parallel_workers                      = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      vacuum_index_cleanup                  = optional(any, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      vacuum_truncate                       = optional(bool, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_vacuum_threshold           = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_vacuum_max_threshold       = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_vacuum_scale_factor        = optional(number, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_vacuum_insert_threshold    = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_vacuum_insert_scale_factor = optional(number, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_analyze_threshold          = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_analyze_scale_factor       = optional(number, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_vacuum_cost_delay          = optional(number, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_vacuum_cost_limit          = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_freeze_min_age             = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_freeze_max_age             = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_freeze_table_age           = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_multixact_freeze_min_age   = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_multixact_freeze_max_age   = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      autovacuum_multixact_freeze_table_age = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      log_autovacuum_min_duration           = optional(int, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
      user_catalog_table                    = optional(bool, "PostgreSQL table storage parameter of the same name.", { uncertain = true })
    }
  }
}

block "partition" {
  doc           = "A partition of a partitioned table, as its own top-level object (Atlas v0.36+). Without any bound block it is the default partition."
  labels        = ["schema?", "name?"]
  referenced_as = "partition.<name> | partition.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    partition "orders_2026" {
      schema = schema.app
      of     = table.orders
      range {
        from = ["'2026-01-01'"]
        to   = ["'2027-01-01'"]
      }
    }
  HCL
  attributes {
    schema  = required(ref(schema), "Schema of the partition.", { role = schema })
    of      = required(ref(table, partition), "Parent table. A reference to another partition (sub-partitioning) is assumed.", { role = target })
    name    = optional(string, "Name when the block carries no label, as with for_each.", { role = name })
    comment = optional(string, "Text stored on the partition.", { role = comment, uncertain = true })
  }
  exclusive {
    names = ["range", "list", "hash"]
  }
  shared {
    partition = block("table.partition", { max = 1 })
  }

  block "range" {
    doc     = "FOR VALUES FROM (...) TO (...). One element per key part; each element is a SQL literal held in a string."
    max     = 1
    pro     = true
    example = <<-HCL
      range {
        from = ["1"]
        to   = ["1000"]
      }
    HCL
    attributes {
      from = required(list(sql), "Inclusive lower bound, e.g. [\"'2026-01-01'\"] or [\"MINVALUE\"].")
      to   = required(list(sql), "Exclusive upper bound, e.g. [\"MAXVALUE\"].")
    }
  }

  block "list" {
    doc     = "FOR VALUES IN (...)."
    max     = 1
    pro     = true
    example = <<-HCL
      list {
        in = ["'eu'", "'us'"]
      }
    HCL
    attributes {
      in = required(list(sql), "Accepted key values as SQL literals in strings.")
    }
  }

  block "hash" {
    doc     = "FOR VALUES WITH (MODULUS m, REMAINDER r)."
    max     = 1
    pro     = true
    example = <<-HCL
      hash {
        modulus   = 4
        remainder = 0
      }
    HCL
    attributes {
      modulus   = required(int, "Number of hash buckets, positive.")
      remainder = required(int, "Bucket index, from 0 to modulus - 1.")
    }
  }
}

block "view" {
  doc           = "A view, defined by a query."
  labels        = ["schema?", "name"]
  role          = view
  referenced_as = "view.<name> | view.<schema>.<name>; columns: view.<name>.column.<column>"
  pro           = true
  example       = <<-HCL
    view "open_orders" {
      schema = schema.app
      column "id" {
        type = bigint
      }
      as         = "SELECT id FROM $${table.orders.name} WHERE closed IS NULL"
      depends_on = [table.orders]
    }
  HCL
  attributes {
    schema       = required(ref(schema), "Schema of the view.", { role = schema })
    as           = required(sql, "Query text without CREATE VIEW; usually a heredoc.", { role = definition, sql = query })
    check_option = optional(enum(check_option), "WITH LOCAL or CASCADED CHECK OPTION.")
    comment      = optional(string, "Text stored with COMMENT ON VIEW.", { role = comment })
    depends_on   = optional(list(ref(any)), "Tables, views, functions or other objects the query reads.", { role = depends_on })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "column" {
    doc           = "A declared output column of the view. Optional, but other blocks can only reference columns that are declared."
    labels        = ["name"]
    role          = column
    referenced_as = "view.<view>.column.<name>"
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "id" {
        type = bigint
      }
    HCL
    attributes {
      type    = required(type, "Column type. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.", { role = type })
      null    = optional(bool, "Whether the column may be NULL.", { role = null, default = false })
      comment = optional(string, "Column comment.", { role = comment })
    }
  }

  block "security" {
    doc     = "View security options (newer than the October 2024 reference)."
    max     = 1
    pro     = true
    example = <<-HCL
      security {
        invoker = true
      }
    HCL
    attributes {
      invoker = optional(bool, "security_invoker: run with the caller's rights (PostgreSQL 15+).")
      barrier = optional(bool, "security_barrier: evaluate the view's filters first.")
    }
  }
}

block "materialized" {
  doc           = "A materialized view with its own indexes."
  labels        = ["schema?", "name"]
  role          = materialized
  referenced_as = "materialized.<name> | materialized.<schema>.<name>"
  pro           = true
  example       = <<-HCL
    materialized "daily" {
      schema = schema.app
      column "day" {
        type = date
      }
      index "daily_day" {
        unique  = true
        columns = [column.day]
      }
      as         = "SELECT created_at::date AS day FROM orders GROUP BY 1"
      depends_on = [table.orders]
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema of the view.", { role = schema })
    as         = required(sql, "Query text.", { role = definition, sql = query })
    comment    = optional(string, "Text stored with COMMENT ON MATERIALIZED VIEW.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects the query reads.", { role = depends_on })
  }
  shared {
    storage_params = block("table.storage_params", { max = 1 })
    annotation     = block("annotation", { max = 1 })
  }

  block "column" {
    doc           = "A declared output column of the view. Optional, but other blocks can only reference columns that are declared."
    like          = "view.column"
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> (inside the block) | materialized.<view>.column.<name>"
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "day" {
        type = date
      }
    HCL
  }

  block "index" {
    doc           = "Index on a materialized view; same shape as a table index."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name> (inside the block)"
    pro           = true
    rules         = ["postgresql_index"]
    example       = <<-HCL
      index "daily_day" {
        unique  = true
        columns = [column.day]
      }
    HCL
    attributes {
      columns        = optional(list(ref(column)), "Key columns in order, when no per-part option is needed.", { role = columns, own = true })
      unique         = optional(bool, "Builds a unique index.", { role = unique, default = false })
      type           = optional(enum(index_type) || string, "Index method. Known methods may be bare identifiers; others (HNSW, IVFFlat, bloom, ...) must be strings. Upper-cased on read; BTREE when omitted.", { default = "BTREE" })
      where          = optional(sql, "Predicate of a partial index.", { role = where, sql = predicate })
      include        = optional(list(ref(column)), "Non-key columns (INCLUDE). Plain columns only; an empty list is an error.", { role = include, own = true })
      nulls_distinct = optional(bool, "false means NULLS NOT DISTINCT (PostgreSQL 15+).", { default = true })
      page_per_range = optional(int, "BRIN pages_per_range. Note the singular spelling of the HCL name.", { default = 128 })
      comment        = optional(string, "Text stored with COMMENT ON INDEX.", { role = comment })
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
      on             = block("table.index.on")
      storage_params = block("table.index.storage_params", { max = 1 })
    }
  }
}

block "function" {
  doc           = "A stored function. Overloads are separate blocks with the same label."
  labels        = ["schema?", "name"]
  role          = function
  referenced_as = "function.<name> | function.<schema>.<name>"
  repeatable    = true
  pro           = true
  example       = <<-HCL
    function "touch" {
      schema = schema.app
      lang   = PLpgSQL
      return = trigger
      as     = <<-SQL
      BEGIN
        NEW.updated_at = now();
        RETURN NEW;
      END;
      SQL
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Schema of the function.", { role = schema })
    lang          = required(enum(func_lang) || string, "Language: SQL or PLpgSQL as bare identifiers, any other as a string.", { role = language })
    as            = required(sql, "Body without $$ quoting. A SQL body may be plain statements, RETURN ..., or BEGIN ATOMIC ... END.", { role = definition, sql = body })
    return        = optional(type, "Return type. trigger, event_trigger and void are valid here. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.")
    return_set    = optional(type, "Element type of RETURNS SETOF.")
    volatility    = optional(enum(volatility), "VOLATILE, STABLE or IMMUTABLE.", { default = "VOLATILE" })
    strict        = optional(bool, "RETURNS NULL ON NULL INPUT.", { default = false })
    leakproof     = optional(bool, "LEAKPROOF.", { default = false })
    security      = optional(enum(func_security), "DEFINER or INVOKER.", { default = "INVOKER" })
    parallel      = optional(enum(parallel), "PARALLEL safety.", { default = "UNSAFE" })
    config_params = optional(map(any), "Settings pinned for the call, such as search_path (SET clauses). Named in 2026 material; attribute or block form not confirmed.", { uncertain = true })
    comment       = optional(string, "Text stored with COMMENT ON FUNCTION.", { role = comment })
    depends_on    = optional(list(ref(any)), "Objects the body needs.", { role = depends_on })
  }
  exclusive {
    names = ["return", "return_set", "return_table"]
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "arg" {
    doc     = "Argument of the function. The label (argument name) is optional; unnamed arguments are reached as $1, $2, ..."
    labels  = ["name?"]
    pro     = true
    example = <<-HCL
      arg "v" {
        type = integer
      }
    HCL
    attributes {
      type    = required(type, "Argument type. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.", { role = type })
      default = optional(expr, "Default value: bool, number, string, or sql(\"...\").", { role = default })
      mode    = optional(enum(arg_mode) || string, "Argument mode; IN when omitted.", { default = "IN" })
    }
  }

  block "return_table" {
    doc     = "RETURNS TABLE (...) column list."
    max     = 1
    pro     = true
    example = <<-HCL
      return_table {
        column "id" {
          type = bigint
        }
      }
    HCL

    block "column" {
      doc     = "One column of the returned table."
      labels  = ["name"]
      role    = column
      min     = 1
      pro     = true
      ordered = true
      example = <<-HCL
        column "id" {
          type = bigint
        }
      HCL
      attributes {
        type = required(type, "Column type. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.", { role = type })
      }
    }
  }

  block "config_params" {
    doc         = "Possible block form of the config_params setting: one attribute per run-time parameter."
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      config_params {
        search_path = "app"
      }
    HCL
    attributes {
      search_path = optional(any, "search_path for the call.", { uncertain = true })
    }
  }
}

block "procedure" {
  doc           = "A stored procedure. Like a function without a return; overloads repeat the label."
  labels        = ["schema?", "name"]
  role          = procedure
  referenced_as = "procedure.<name> | procedure.<schema>.<name>"
  repeatable    = true
  pro           = true
  example       = <<-HCL
    procedure "archive" {
      schema = schema.app
      lang   = SQL
      arg "upto" {
        type = date
      }
      as = "DELETE FROM orders WHERE created_at < upto"
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Schema of the procedure.", { role = schema })
    lang          = required(enum(func_lang) || string, "Language.", { role = language })
    as            = required(sql, "Body without $$ quoting.", { role = definition, sql = body })
    security      = optional(enum(func_security), "DEFINER or INVOKER.", { default = "INVOKER" })
    config_params = optional(map(any), "Settings pinned for the call; assumed by analogy with functions.", { uncertain = true })
    comment       = optional(string, "Text stored with COMMENT ON PROCEDURE.", { role = comment })
    depends_on    = optional(list(ref(any)), "Objects the body needs.", { role = depends_on })
  }
  shared {
    config_params = block("function.config_params", { max = 1 })
    annotation    = block("annotation", { max = 1 })
  }

  block "arg" {
    doc     = "Argument of the procedure. The label (argument name) is optional; unnamed arguments are reached as $1, $2, ..."
    like    = "function.arg"
    labels  = ["name?"]
    pro     = true
    example = <<-HCL
      arg "v" {
        type = integer
      }
    HCL
  }
}

block "aggregate" {
  doc           = "A user-defined aggregate function."
  labels        = ["schema?", "name"]
  referenced_as = "aggregate.<name> | aggregate.<schema>.<name>"
  repeatable    = true
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    aggregate "total_sq" {
      schema = schema.app
      arg {
        type = double_precision
      }
      state_type = double_precision
      state_func = function.add_sq
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Schema of the aggregate.", { role = schema })
    state_type    = required(type, "Type of the running state. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.")
    state_func    = required(ref(function) || enum(aggregate_state_func) || string, "Transition function: a function reference; newer releases also take the name of a built-in, bare or quoted.")
    initial_value = optional(expr, "Initial state: bool, number, string, or sql(\"...\").")
    parallel      = optional(enum(parallel), "PARALLEL safety.", { default = "UNSAFE" })
    final_func    = optional(ref(function) || enum(aggregate_state_func) || string, "Final function. Not visible in the fragments read; assumed because the built-in list holds *_final functions.", { uncertain = true })
    comment       = optional(string, "Text stored with COMMENT ON AGGREGATE.", { role = comment })
    depends_on    = optional(list(ref(any)), "Objects the aggregate needs.", { role = depends_on })
  }

  block "arg" {
    doc     = "Argument of the aggregate. The label (argument name) is optional; unnamed arguments are reached as $1, $2, ..."
    like    = "function.arg"
    labels  = ["name?"]
    pro     = true
    example = <<-HCL
      arg "v" {
        type = integer
      }
    HCL
  }
}

block "trigger" {
  doc           = "A trigger on a table or view. The name is unique per table, so labels may repeat; it takes no schema."
  labels        = ["name"]
  role          = trigger
  referenced_as = "trigger.<name>"
  repeatable    = true
  pro           = true
  rules         = ["postgresql_trigger"]
  example       = <<-HCL
    trigger "orders_touch" {
      on = table.orders
      before {
        update_of = [table.orders.column.note]
      }
      for = ROW
      execute {
        function = function.touch
      }
    }
  HCL
  attributes {
    on         = required(ref(table, view, partition, foreign_table), "Object the trigger fires on (table and view are documented).", { role = target })
    as         = optional(sql, "Raw action clause instead of an execute block.", { role = definition, sql = body })
    for        = optional(enum(trigger_level), "Row or statement level.", { default = "STATEMENT" })
    foreach    = optional(enum(trigger_level), "Older spelling of for.", { default = "STATEMENT" })
    when       = optional(sql, "WHEN condition.", { sql = predicate })
    from       = optional(ref(table), "Referenced table of a constraint trigger (FROM).")
    comment    = optional(string, "Text stored with COMMENT ON TRIGGER.", { role = comment })
    constraint = optional(bool, "CREATE CONSTRAINT TRIGGER (v0.29+). The attribute name is assumed.", { uncertain = true })
    deferrable = optional(enum(deferrable), "Deferral of a constraint trigger. The attribute name is assumed from the other constraint blocks.", { uncertain = true })
    depends_on = optional(list(ref(any)), "Extra dependencies. Not in the documented list.", { role = depends_on, uncertain = true })
  }
  exclusive {
    names = ["for", "foreach"]
  }
  exclusive {
    names = ["before", "after", "instead_of"]
  }
  exclusive {
    names = ["as", "execute"]
  }
  one_of {
    names = ["before", "after", "instead_of"]
  }
  one_of {
    names = ["as", "execute"]
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "before" {
    doc     = "Events the trigger fires before."
    max     = 1
    pro     = true
    example = <<-HCL
      before {
        insert = true
      }
    HCL
    attributes {
      insert    = optional(bool, "Fire for INSERT.")
      update    = optional(bool, "Fire for any UPDATE.")
      update_of = optional(list(ref(table.column, view.column)), "Fire for UPDATE of these columns; full table.<t>.column.<c> references.")
      delete    = optional(bool, "Fire for DELETE.")
      truncate  = optional(bool, "Fire for TRUNCATE (statement level, tables only).")
    }
    exclusive {
      names = ["update", "update_of"]
    }
    one_of {
      names = ["insert", "delete", "truncate", "update", "update_of"]
    }
  }

  block "after" {
    doc     = "Events the trigger fires after."
    like    = "trigger.before"
    max     = 1
    pro     = true
    example = <<-HCL
      after {
        insert = true
      }
    HCL
  }

  block "instead_of" {
    doc     = "Events the trigger fires in place of (views)."
    like    = "trigger.before"
    max     = 1
    pro     = true
    example = <<-HCL
      instead_of {
        insert = true
      }
    HCL
  }

  block "execute" {
    doc     = "Function the trigger calls."
    max     = 1
    pro     = true
    example = <<-HCL
      execute {
        function = function.touch
        args     = ["updated_at"]
      }
    HCL
    attributes {
      function  = optional(ref(function) || raw, "Trigger function; sql(\"name\") for one the schema does not manage.")
      procedure = optional(ref(procedure), "Same, with the older EXECUTE PROCEDURE wording.")
      args      = optional(list(string), "String arguments passed to the function (TG_ARGV).")
    }
    exclusive {
      names = ["function", "procedure"]
    }
    one_of {
      names = ["function", "procedure"]
    }
  }

  block "referencing" {
    doc        = "Transition table names (REFERENCING OLD TABLE / NEW TABLE)."
    repeatable = true
    pro        = true
    example    = <<-HCL
      referencing {
        new_table = "fresh"
      }
    HCL
    attributes {
      old_table = optional(string, "Name for the rows before the change.")
      new_table = optional(string, "Name for the rows after the change.")
    }
  }
}

block "event_trigger" {
  doc           = "A database-wide trigger on DDL events. Belongs to no schema and needs a database-scoped connection."
  labels        = ["name"]
  referenced_as = "event_trigger.<name>"
  pro           = true
  example       = <<-HCL
    event_trigger "no_rewrite" {
      on      = table_rewrite
      execute = function.refuse
    }
  HCL
  attributes {
    on      = required(enum(event_trigger_on) || string, "Event.")
    execute = required(ref(function), "Function to call. An attribute here, unlike the execute block of trigger.")
    tags    = optional(list(string), "Command tags the trigger is limited to, such as \"CREATE TABLE\".")
    comment = optional(string, "Text stored with COMMENT ON EVENT TRIGGER.", { role = comment })
  }
}

block "enum" {
  doc           = "An ENUM type."
  labels        = ["schema?", "name"]
  role          = enum
  referenced_as = "enum.<name> | enum.<schema>.<name>"
  names_type    = true
  rules         = ["postgresql_enum"]
  example       = <<-HCL
    enum "state" {
      schema = schema.app
      values = ["open", "closed"]
    }
  HCL
  attributes {
    schema  = required(ref(schema), "Schema of the type.", { role = schema })
    values  = required(list(string), "Labels in order.", { role = values })
    name    = optional(string, "Real name when it differs from the label.", { role = name })
    comment = optional(string, "Text stored with COMMENT ON TYPE. Pro.", { role = comment, pro = true })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }
}

block "domain" {
  doc           = "A DOMAIN: a base type with nullability, a default and checks on VALUE. Not nullable unless null is true."
  labels        = ["schema?", "name"]
  referenced_as = "domain.<name> | domain.<schema>.<name>"
  pro           = true
  names_type    = true
  example       = <<-HCL
    domain "percent" {
      schema = schema.app
      type   = integer
      null   = true
      check "percent_range" {
        expr = "VALUE BETWEEN 0 AND 100"
      }
    }
  HCL
  attributes {
    schema  = required(ref(schema), "Schema of the domain.", { role = schema })
    type    = required(type, "Base type. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.", { role = type })
    null    = optional(bool, "Whether NULL is allowed.", { role = null, default = false })
    default = optional(expr, "Default value: bool, number, string, or sql(\"...\").", { role = default })
    name    = optional(string, "Real name when it differs from the label.", { role = name })
    comment = optional(string, "Text stored with COMMENT ON DOMAIN.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "check" {
    doc     = "CHECK constraint of a domain; the expression refers to VALUE."
    labels  = ["name?"]
    role    = check
    pro     = true
    example = <<-HCL
      check "short" {
        expr = "length(VALUE) < 10"
      }
    HCL
    attributes {
      expr    = required(sql, "Boolean SQL expression over VALUE.", { role = expr })
      comment = optional(string, "Text stored on the constraint.", { role = comment })
    }
  }
}

block "composite" {
  doc           = "A composite (row) type. Needs at least one field."
  labels        = ["schema?", "name"]
  referenced_as = "composite.<name> | composite.<schema>.<name>"
  pro           = true
  names_type    = true
  example       = <<-HCL
    composite "money_pair" {
      schema = schema.app
      field "amount" {
        type = numeric(12,2)
      }
      field "currency" {
        type = char(3)
      }
    }
  HCL
  attributes {
    schema  = required(ref(schema), "Schema of the type.", { role = schema })
    name    = optional(string, "Real name when it differs from the label.", { role = name })
    comment = optional(string, "Text stored with COMMENT ON TYPE.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "field" {
    doc     = "One attribute of a composite type."
    labels  = ["name"]
    min     = 1
    pro     = true
    example = <<-HCL
      field "city" {
        type = text
      }
    HCL
    attributes {
      type    = required(type, "Field type. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.", { role = type })
      collate = optional(string, "Collation of a text field.", { role = collate })
    }
  }
}

block "range" {
  doc           = "A user-defined range type. Built-in ranges (tsrange, int4range, ...) need no block."
  labels        = ["schema?", "name"]
  referenced_as = "range.<name> | range.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  names_type    = true
  example       = <<-HCL
    range "price_range" {
      schema  = schema.app
      subtype = numeric
    }
  HCL
  attributes {
    schema               = required(ref(schema), "Schema of the type.", { role = schema })
    subtype              = required(type, "Element type.")
    subtype_opclass      = optional(string, "Operator class of the subtype.", { uncertain = true })
    subtype_diff         = optional(any, "Difference function of the subtype.", { uncertain = true })
    collation            = optional(any, "Collation of the subtype.", { uncertain = true })
    canonical            = optional(any, "Canonicalisation function.", { uncertain = true })
    multirange_type_name = optional(string, "Name of the multirange type PostgreSQL creates alongside.", { uncertain = true })
    name                 = optional(string, "Real name when it differs from the label.", { role = name, uncertain = true })
    comment              = optional(string, "Text stored with COMMENT ON TYPE.", { role = comment, uncertain = true })
  }
}

block "sequence" {
  doc           = "A free-standing sequence. Sequences that identity or serial columns create must not be declared."
  labels        = ["schema?", "name"]
  role          = sequence
  referenced_as = "sequence.<name> | sequence.<schema>.<name>"
  pro           = true
  rules         = ["postgresql_sequence"]
  example       = <<-HCL
    sequence "invoice_no" {
      schema    = schema.app
      start     = 1000
      increment = 10
    }
  HCL
  attributes {
    schema    = required(ref(schema), "Schema of the sequence.", { role = schema })
    type      = optional(type, "smallint, integer (int) or bigint; no references.", { role = type, default = "bigint" })
    start     = optional(int, "First value.")
    increment = optional(int, "Step.", { default = 1 })
    min_value = optional(int, "Lower limit.")
    max_value = optional(int, "Upper limit.")
    cache     = optional(int, "Values preallocated per session.", { default = 1 })
    cycle     = optional(bool, "Wrap around at the limit.", { default = false })
    owner     = optional(ref(table.column), "Column that owns the sequence (OWNED BY); a full table.<t>.column.<c> reference.")
    comment   = optional(string, "Text stored with COMMENT ON SEQUENCE.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }
}

block "extension" {
  doc           = "A database extension. Belongs to the database, so it needs a database-scoped connection."
  labels        = ["name"]
  referenced_as = "extension.<name>"
  pro           = true
  example       = <<-HCL
    extension "pg_trgm" {
      schema = schema.app
    }
  HCL
  attributes {
    schema     = optional(ref(schema), "Schema the extension's objects are installed in.", { role = schema })
    version    = optional(string, "Version to install; the control file decides when omitted.")
    comment    = optional(string, "Description; filled in by inspection and otherwise read-only.", { role = comment })
    depends_on = optional(list(ref(extension)), "Extensions that must be installed first.", { role = depends_on })
    name       = optional(string, "Real name when it differs from the label.", { role = name })
  }
}

block "policy" {
  doc           = "A row-level security policy. The name is unique per table, so labels may repeat; it takes no schema."
  labels        = ["name"]
  referenced_as = "policy.<name>"
  repeatable    = true
  pro           = true
  example       = <<-HCL
    policy "own_rows" {
      on    = table.orders
      for   = SELECT
      to    = [PUBLIC]
      using = "owner = current_user"
    }
  HCL
  attributes {
    on      = required(ref(table), "Table the policy protects.", { role = target })
    as      = optional(enum(policy_as), "PERMISSIVE or RESTRICTIVE.", { default = "PERMISSIVE" })
    for     = optional(enum(policy_for), "Command the policy covers.", { default = "ALL" })
    to      = optional(list(string || enum(policy_to) || ref(role, user)), "Roles, as strings and the listed keywords mixed. References to role or user blocks are assumed to work in newer releases. Every role when omitted.")
    using   = optional(sql, "Visibility condition (USING).", { sql = predicate })
    check   = optional(sql, "Condition for new rows (WITH CHECK). A string attribute, not a block.", { sql = predicate })
    comment = optional(string, "Text stored with COMMENT ON POLICY.", { role = comment })
  }
}

block "collation" {
  doc           = "A collation object. The block is documented to exist; its attribute names here follow CREATE COLLATION and are assumed."
  labels        = ["schema?", "name"]
  referenced_as = "collation.<name> | collation.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    collation "natural" {
      schema   = schema.app
      provider = "icu"
      locale   = "en-u-kn-true"
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Schema of the collation.", { role = schema })
    provider      = optional(enum(collation_provider) || string, "libc, icu or builtin.", { uncertain = true })
    locale        = optional(string, "Locale; shorthand for lc_collate and lc_ctype.", { uncertain = true })
    lc_collate    = optional(string, "LC_COLLATE.", { uncertain = true })
    lc_ctype      = optional(string, "LC_CTYPE.", { uncertain = true })
    deterministic = optional(bool, "Deterministic comparison.", { uncertain = true })
    rules         = optional(string, "ICU tailoring rules (PostgreSQL 16+).", { uncertain = true })
    version       = optional(string, "Collation version.", { uncertain = true })
    comment       = optional(string, "Text stored with COMMENT ON COLLATION.", { role = comment, uncertain = true })
  }
}

block "cast" {
  doc           = "A user-defined cast between two types. The block is documented to exist; its attribute names here follow CREATE CAST and are assumed."
  labels        = ["name?"]
  referenced_as = "cast.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    cast {
      source = text
      target = enum.state
    }
  HCL
  attributes {
    source   = optional(type, "Source type.", { uncertain = true })
    target   = optional(type, "Target type.", { uncertain = true })
    with     = optional(any, "Conversion: a function reference, or a keyword for INOUT / WITHOUT FUNCTION.", { uncertain = true })
    function = optional(ref(function) || raw, "Conversion function.", { uncertain = true })
    as       = optional(enum(cast_context), "When the cast applies without being written.", { uncertain = true })
    context  = optional(enum(cast_context), "Alternative spelling of as.", { uncertain = true })
    comment  = optional(string, "Text stored with COMMENT ON CAST.", { role = comment, uncertain = true })
  }
}

block "server" {
  doc           = "A foreign server of a foreign data wrapper. Database-scoped."
  labels        = ["name"]
  referenced_as = "server.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    server "remote" {
      fdw = extension.postgres_fdw
      options = {
        host = "db.internal"
        port = "5432"
      }
    }
  HCL
  attributes {
    fdw     = required(ref(extension) || string, "Wrapper, normally a reference to the extension block that provides it.")
    options = optional(map(string), "OPTIONS passed to the wrapper, such as host, port and dbname. Values are strings.")
    type    = optional(string, "Server type (TYPE).", { uncertain = true })
    version = optional(string, "Server version (VERSION).", { uncertain = true })
    comment = optional(string, "Text stored with COMMENT ON SERVER.", { role = comment, uncertain = true })
  }
}

block "foreign_table" {
  doc           = "A foreign table on a server. The block is documented to exist; its attribute names are assumed from CREATE FOREIGN TABLE."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "foreign_table.<name> | foreign_table.<schema>.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    foreign_table "remote_orders" {
      schema = schema.app
      server = server.remote
      column "id" {
        type = bigint
      }
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema of the table.", { role = schema })
    server     = required(ref(server), "Foreign server.", { uncertain = true })
    options    = optional(map(string), "OPTIONS of the table.", { uncertain = true })
    comment    = optional(string, "Text stored on the table.", { role = comment, uncertain = true })
    depends_on = optional(list(ref(any)), "Extra dependencies.", { role = depends_on, uncertain = true })
  }
  shared {
    check = block("table.check")
  }

  block "column" {
    doc         = "Column of a foreign table."
    labels      = ["name"]
    role        = column
    unconfirmed = true
    uncertain   = true
    pro         = true
    ordered     = true
    example     = <<-HCL
      column "id" {
        type = bigint
      }
    HCL
    attributes {
      type    = required(type, "Column type. Accepts a built-in type, sql(\"...\"), or a reference to an enum, domain, composite, range or table.", { role = type })
      null    = optional(bool, "Whether NULL is allowed. Defaults to false, so omitting it means NOT NULL.", { role = null, default = false })
      default = optional(expr, "Default value: a bool, number or string literal, or sql(\"...\") for an expression.", { role = default })
      comment = optional(string, "Text stored with COMMENT ON COLUMN.", { role = comment })
      collate = optional(string, "Collation name for a text column.", { role = collate })
      options = optional(map(string), "OPTIONS of the column.", { uncertain = true })
    }
  }
}

block "user_mapping" {
  doc     = "Credentials of one local user (or PUBLIC) on a foreign server. Takes no label."
  pro     = true
  example = <<-HCL
    user_mapping {
      server = server.remote
      user   = PUBLIC
    }
  HCL
  attributes {
    server  = required(ref(server), "Foreign server.")
    user    = required(string || enum(user_mapping_user) || ref(role, user), "Local user: a name, PUBLIC, or a role or user block.")
    options = optional(map(string), "OPTIONS such as user and password; secrets should come from variables.")
  }
}

block "role" {
  doc           = "A database role. Managed only when the project enables roles; an empty block is complete."
  labels        = ["name"]
  referenced_as = "role.<name> | role[\"<name>\"]"
  pro           = true
  example       = <<-HCL
    role "reader" {
      comment = "read only"
    }
  HCL
  attributes {
    login       = optional(bool, "May log in. False for role; a user block is a role with login.", { default = false })
    inherit     = optional(bool, "Inherits the rights of the roles it belongs to.", { default = true })
    superuser   = optional(bool, "SUPERUSER.", { default = false })
    create_db   = optional(bool, "CREATEDB.", { default = false })
    create_role = optional(bool, "CREATEROLE.", { default = false })
    replication = optional(bool, "REPLICATION.", { default = false })
    bypass_rls  = optional(bool, "BYPASSRLS.", { default = false })
    conn_limit  = optional(int, "Connection limit; -1 means none.", { default = -1 })
    member_of   = optional(list(ref(role, user)), "Roles this one belongs to.")
    external    = optional(bool, "Declares the role for references only; Atlas never creates, changes or drops it.")
    password    = optional(string, "Password, meant to come from an input variable.")
    comment     = optional(string, "Text stored with COMMENT ON ROLE.", { role = comment })
    name        = optional(string, "Real name when it differs from the label.", { role = name, uncertain = true })
    valid_until = optional(string, "Password expiry (VALID UNTIL).", { uncertain = true })
  }

  block "membership" {
    doc        = "One membership with its own options, where member_of is not enough."
    repeatable = true
    pro        = true
    example    = <<-HCL
      membership {
        role  = role.reader
        admin = true
      }
    HCL
    attributes {
      role    = required(ref(role, user), "Role that is granted.")
      admin   = optional(bool, "WITH ADMIN OPTION.")
      inherit = optional(bool, "WITH INHERIT (PostgreSQL 16+).")
      set     = optional(bool, "WITH SET (PostgreSQL 16+).")
    }
  }
}

block "user" {
  doc           = "A role that can log in."
  labels        = ["name"]
  referenced_as = "user.<name> | user[\"<name>\"]"
  pro           = true
  example       = <<-HCL
    user "api" {
      password  = var.api_password
      member_of = [role.reader]
    }
  HCL
  attributes {
    inherit     = optional(bool, "Inherits the rights of the roles it belongs to.", { default = true })
    superuser   = optional(bool, "SUPERUSER.", { default = false })
    create_db   = optional(bool, "CREATEDB.", { default = false })
    create_role = optional(bool, "CREATEROLE.", { default = false })
    replication = optional(bool, "REPLICATION.", { default = false })
    bypass_rls  = optional(bool, "BYPASSRLS.", { default = false })
    conn_limit  = optional(int, "Connection limit; -1 means none.", { default = -1 })
    member_of   = optional(list(ref(role, user)), "Roles this one belongs to.")
    external    = optional(bool, "Declares the role for references only; Atlas never creates, changes or drops it.")
    password    = optional(string, "Password, meant to come from an input variable.")
    comment     = optional(string, "Text stored with COMMENT ON ROLE.", { role = comment })
    name        = optional(string, "Real name when it differs from the label.", { role = name, uncertain = true })
    valid_until = optional(string, "Password expiry (VALID UNTIL).", { uncertain = true })
  }
  shared {
    membership = block("role.membership")
  }
}

block "permission" {
  doc     = "A GRANT of privileges on one object to one grantee. Takes no label; often used with for_each."
  pro     = true
  rules   = ["postgresql_permission"]
  example = <<-HCL
    permission {
      for_each   = [table.orders, table.customers]
      for        = each.value
      to         = role.reader
      privileges = [SELECT]
    }
  HCL
  attributes {
    for        = required(ref(schema, table, view, materialized, function, procedure, sequence, partition, foreign_table, table.column, view.column), "Object, or column, the privileges are granted on.")
    to         = required(enum(grantee) || string || ref(role, user), "Grantee: PUBLIC, a name, or a role or user block.")
    privileges = required(list(enum(privilege)), "Privileges as bare identifiers.")
    grantable  = optional(bool, "WITH GRANT OPTION.", { default = false })
    comment    = optional(string, "Seen in third-party files only.", { role = comment, uncertain = true })
  }
}

enum "fk_action" {
  doc     = "Bare identifiers; strings accepted by the evaluator (underscores become spaces)."
  strings = true
  words = {
    NO_ACTION   = "Refuses the change while rows still refer to it; checked at the end of the statement."
    RESTRICT    = "Refuses the change at once while rows still refer to it."
    CASCADE     = "Makes the same change to the rows that refer to it."
    SET_NULL    = "Sets the columns that refer to it to NULL."
    SET_DEFAULT = "Sets the columns that refer to it to their defaults."
  }
}

enum "index_type" {
  doc     = "Bare identifiers or strings; any other method must be a string."
  strings = true
  words = {
    BTREE  = "Balanced tree: equality, ranges and order; the only one that can be unique."
    BRIN   = "Summaries of block ranges: small, for large tables in natural order."
    HASH   = "Equality only."
    GIN    = "Inverted index: arrays, jsonb, full text."
    GIST   = "Generalized search tree: ranges, geometry, nearest neighbours."
    GiST   = "Same as GIST."
    SPGIST = "Space-partitioned trees: points, ranges, prefixes of text."
    SPGiST = "Same as SPGIST."
  }
}

enum "index_buffering" {
  doc     = "Bare identifiers (documented example uses ON)."
  strings = true
  words   = ["ON", "OFF", "AUTO"]
}

enum "partition_type" {
  doc     = "Bare identifiers; strings accepted by the evaluator."
  strings = true
  words = {
    RANGE = "By ranges of the key."
    LIST  = "By lists of key values."
    HASH  = "Spread evenly by a hash of the key."
  }
}

enum "identity_generated" {
  doc     = "Bare identifiers; strings accepted by the evaluator."
  strings = true
  words = {
    ALWAYS     = "Always generated; a given value is refused unless the statement says OVERRIDING SYSTEM VALUE."
    BY_DEFAULT = "Generated when the statement gives none."
  }
}

enum "generated_storage" {
  doc     = "Bare identifiers; VIRTUAL only in newer Pro releases, absent from the open source list."
  strings = true
  words = {
    STORED  = "Computed when the row is written, and stored."
    VIRTUAL = "Computed whenever it is read; takes no space."
  }
}

enum "deferrable" {
  doc     = "Bare identifiers."
  strings = true
  words = {
    INITIALLY_IMMEDIATE = "Checked after each statement unless the transaction defers it."
    INITIALLY_DEFERRED  = "Checked at the end of the transaction."
  }
}

enum "check_option" {
  doc     = "Bare identifiers."
  strings = true
  words = {
    LOCAL    = "Rows written through the view must satisfy this view's condition."
    CASCADED = "Rows written through the view must satisfy its condition and those of the views below it."
  }
}

enum "func_lang" {
  doc     = "Bare identifiers or strings; other languages as strings."
  strings = true
  words = {
    SQL     = "Plain SQL."
    PLpgSQL = "The procedural language of PostgreSQL."
  }
}

enum "func_security" {
  doc     = "Bare identifiers."
  strings = true
  words = {
    DEFINER = "Runs with the rights of its owner."
    INVOKER = "Runs with the rights of the caller."
  }
}

enum "volatility" {
  doc     = "Bare identifiers."
  strings = true
  words = {
    VOLATILE  = "May change at any call; the default."
    STABLE    = "Same result for the same arguments within one statement."
    IMMUTABLE = "Same result for the same arguments for ever; may be indexed."
  }
}

enum "parallel" {
  doc     = "Bare identifiers."
  strings = true
  words = {
    SAFE       = "May run in parallel workers."
    UNSAFE     = "Forbids parallel plans; the default."
    RESTRICTED = "Runs in the leader of a parallel plan only."
  }
}

enum "arg_mode" {
  doc     = "Bare identifiers or strings."
  strings = true
  words = {
    IN       = "Given by the caller."
    OUT      = "Returned to the caller."
    INOUT    = "Given by the caller and returned, perhaps changed."
    VARIADIC = "Takes all further arguments as an array."
  }
}

enum "trigger_level" {
  doc     = "Bare identifiers."
  strings = true
  words = {
    ROW       = "Once for each row."
    STATEMENT = "Once for the whole statement."
  }
}

enum "event_trigger_on" {
  doc     = "Bare lower-case identifiers or strings; login (PostgreSQL 17) only as a string unless a newer release lists it."
  strings = true
  words = {
    ddl_command_start = "Before a CREATE, ALTER, DROP and the like."
    ddl_command_end   = "After such a command."
    table_rewrite     = "Before a table is rewritten by ALTER TABLE."
    sql_drop          = "After objects were dropped."
  }
}

enum "policy_as" {
  doc     = "Bare identifiers."
  strings = true
  words = {
    PERMISSIVE  = "Any one of the permissive policies lets a row through; the default."
    RESTRICTIVE = "All restrictive policies must let it through."
  }
}

enum "policy_for" {
  doc     = "Bare identifiers."
  strings = true
  words   = ["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"]
}

enum "policy_to" {
  doc     = "Bare identifiers, mixed freely with strings in one list."
  strings = true
  words   = ["PUBLIC", "CURRENT_ROLE", "CURRENT_USER", "SESSION_USER"]
}

enum "grantee" {
  doc     = "Bare identifier; names as strings or references."
  strings = true
  words   = ["PUBLIC"]
}

enum "user_mapping_user" {
  doc     = "Bare identifier; names as strings or references."
  strings = true
  words   = ["PUBLIC"]
}

enum "privilege" {
  doc     = "Bare identifiers; the complete list is inferred from PostgreSQL, only ALL, SELECT, INSERT, UPDATE, USAGE and CREATE were seen in Atlas material."
  strings = true
  words = [
    "ALL", "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN", "USAGE", "CREATE",
    "EXECUTE",
  ]
}

enum "replica_identity" {
  doc     = "Bare identifiers; FULL and NOTHING seen in examples."
  strings = true
  words = {
    DEFAULT = "Old values of the primary key."
    NOTHING = "No old values."
    FULL    = "Old values of all columns."
  }
}

enum "access_method" {
  doc     = "Inferred."
  strings = true
  words   = ["heap"]
}

enum "collation_provider" {
  doc     = "Inferred."
  strings = true
  words   = ["libc", "icu", "builtin"]
}

enum "cast_context" {
  doc     = "Inferred."
  strings = true
  words = {
    IMPLICIT   = "In any expression."
    ASSIGNMENT = "When a value is assigned to a column."
  }
}
