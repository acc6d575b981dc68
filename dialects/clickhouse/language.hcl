# The language of ClickHouse files, as data: see docs/reference/dialect.md for the language of this file.
dialect "clickhouse" {
  title        = "ClickHouse"
  language_id  = "atlas-schema-clickhouse"
  suffix       = ".ch.hcl"
  engine       = "clickhouse"
  url_schemes  = ["clickhouse", "docker+clickhouse"]
  docker_hosts = ["clickhouse"]
  schema       = true
}

block "schema" {
  doc           = "A ClickHouse database."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    schema "shop" {
      engine = Atomic
    }
  HCL
  attributes {
    engine  = optional(enum(database_engine) || raw, "Database engine; parameterised engines need sql(). Server settings decide when it is left out.")
    name    = optional(string, "Real database name when it differs from the label.", { role = name })
    comment = optional(string, "Description text.", { role = comment })
  }
}

block "table" {
  rules         = ["clickhouse_table"]
  doc           = "A table. The engine is part of its definition and is mandatory."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    table "events" {
      schema = schema.shop
      engine = MergeTree
      column "id" {
        type = UUID
      }
      column "at" {
        type = DateTime64(3, "UTC")
      }
      partition {
        on {
          expr = "toYYYYMM(at)"
        }
      }
      primary_key {
        columns = [column.id]
      }
      sort {
        columns = [column.id, column.at]
      }
    }
  HCL
  attributes {
    schema       = required(ref(schema), "Database that owns the table.", { role = schema })
    engine       = required(enum(table_engine) || raw, "Table engine. A bare identifier only for the listed names; every other engine, and any engine with arguments, through sql().")
    comment      = optional(string, "Description text.", { role = comment })
    settings     = optional(map(any), "SETTINGS of the object as a map of setting name to literal.")
    ttl          = optional(string || raw, "Row TTL expression.")
    depends_on   = optional(list(ref(any)), "Objects that must exist first.", { role = depends_on, uncertain = true })
    renamed_from = optional(string, "Previous name of the table; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "column" {
    rules         = ["clickhouse_column"]
    doc           = "A column of the table."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> | table.<table>.column.<name> | table.<schema>.<table>.column.<name>"
    may_have_more = true
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "name" {
        type    = String
        codec   = ZSTD
        default = "unknown"
      }
    HCL
    attributes {
      type         = required(type, "Data type: a known type name or sql() for composed types.", { role = type })
      null         = optional(bool, "false when left out. Has to be true when the type is Nullable(...).", { role = null })
      default      = optional(expr, "Default expression or value; its role is set by default_kind.", { role = default })
      default_kind = optional(enum(default_kind), "What default means; DEFAULT when left out.")
      codec        = optional(enum(codec) || string || raw, "Compression codec. Bare identifier for the listed codecs, otherwise a string or sql().")
      ttl          = optional(string || raw, "Column TTL expression.")
      comment      = optional(string, "Description text.", { role = comment })
      unsigned     = optional(bool, "Turns an integer type into its unsigned form; a type attribute, valid on integer types only. UInt8 to UInt256 say the same in one word.", { role = unsigned })
      renamed_from = optional(string, "Previous name of the column; makes the planner emit a rename instead of a drop and an add.", { role = renamed_from, uncertain = true })
    }
    shared {
      annotation = block("annotation")
    }
  }

  block "primary_key" {
    doc     = "PRIMARY KEY of the table, by columns or by expressions."
    role    = primary_key
    max     = 1
    pro     = true
    example = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
    attributes {
      columns = optional(list(ref(column, table.column)), "Columns in order. Excludes on.", { role = columns, own = true })
      comment = optional(string, "Description text.", { role = comment })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc        = "One part of the key, in order."
      role       = index_part
      repeatable = true
      pro        = true
      ordered    = true
      example    = <<-HCL
        on {
          expr = "toDate(at)"
        }
      HCL
      attributes {
        column = optional(ref(column, table.column), "Column of this part.", { role = column, own = true })
        expr   = optional(sql, "Expression of this part.", { role = expr })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
      }
    }
  }

  block "sort" {
    doc     = "ORDER BY of a MergeTree-family table."
    max     = 1
    pro     = true
    example = <<-HCL
      sort {
        columns = [column.id, column.at]
      }
    HCL
    attributes {
      columns = optional(list(ref(column)), "Columns in order. Excludes on.", { role = columns, own = true })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc        = "One part of the key, in order."
      repeatable = true
      pro        = true
      ordered    = true
      example    = <<-HCL
        on {
          expr = "toDate(at)"
        }
      HCL
      attributes {
        column = optional(ref(column), "Column of this part.", { role = column, own = true })
        expr   = optional(sql, "Expression of this part.", { role = expr })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
      }
    }
  }

  block "partition" {
    doc           = "PARTITION BY of a MergeTree-family table."
    role          = partition
    max           = 1
    may_have_more = true
    pro           = true
    example       = <<-HCL
      partition {
        on {
          expr = "toYYYYMM(at)"
        }
      }
    HCL
    attributes {
      columns = optional(list(ref(column)), "Columns in order. Excludes on.", { role = columns, own = true })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc         = "One part of the key, in order."
      repeatable  = true
      unconfirmed = true
      uncertain   = true
      pro         = true
      ordered     = true
      example     = <<-HCL
        on {
          expr = "toDate(at)"
        }
      HCL
      attributes {
        column = optional(ref(column), "Column of this part.", { role = column, own = true })
        expr   = optional(sql, "Expression of this part.", { role = expr })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
      }
    }
  }

  block "index" {
    doc           = "Data-skipping index."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name>"
    may_have_more = true
    pro           = true
    example       = <<-HCL
      index "idx_at" {
        type        = minmax
        granularity = 4
        on {
          expr = "at"
        }
      }
    HCL
    attributes {
      type        = required(enum(index_type) || string || raw, "Index type: a listed identifier, or a string or sql() for types with arguments such as set(100).")
      granularity = optional(int, "How many granules one index block covers.")
      comment     = optional(string, "Description text.", { role = comment })
    }

    block "on" {
      doc     = "Indexed expression; exactly one, and expr only (there is no column attribute)."
      role    = index_part
      min     = 1
      max     = 1
      pro     = true
      ordered = true
      example = <<-HCL
        on {
          expr = "lower(name)"
        }
      HCL
      attributes {
        expr = required(sql, "Column name or expression as a string.", { role = expr })
      }
    }
  }

  block "check" {
    doc     = "CONSTRAINT ... CHECK; the label, when given, is the constraint name."
    labels  = ["name?"]
    role    = check
    pro     = true
    example = <<-HCL
      check "positive" {
        expr = "price > 0"
      }
    HCL
    attributes {
      expr    = required(sql, "Predicate.", { role = expr })
      comment = optional(string, "Description text.", { role = comment })
    }
  }

  block "projection" {
    doc         = "A projection stored with the table."
    labels      = ["name"]
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      projection "by_day" {
        as = "SELECT toDate(at), count() GROUP BY toDate(at)"
      }
    HCL
    attributes {
      as      = required(sql, "SELECT of the projection, without FROM.", { uncertain = true, sql = fragment })
      comment = optional(string, "Description text.", { role = comment, uncertain = true })
    }
  }
}

block "view" {
  doc           = "A normal view."
  labels        = ["schema?", "name"]
  role          = view
  referenced_as = "view.<name> | view.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    view "recent" {
      schema = schema.shop
      column "id" {
        type = UUID
      }
      as         = "SELECT id FROM shop.events"
      depends_on = [table.events]
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Database that owns the view.", { role = schema })
    as         = required(sql || raw, "SELECT statement.", { role = definition, sql = query })
    comment    = optional(string, "Description text.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects read by the view.", { role = depends_on })
    security   = optional(enum(view_security), "SQL SECURITY of the view.", { uncertain = true })
    definer    = optional(string, "DEFINER user for security = DEFINER.", { uncertain = true })
  }
  shared {
    annotation = block("annotation")
  }

  block "column" {
    doc     = "Declared output column."
    labels  = ["name"]
    role    = column
    pro     = true
    ordered = true
    example = <<-HCL
      column "id" {
        type = UInt64
      }
    HCL
    attributes {
      type    = required(type, "Type.", { role = type })
      null    = optional(bool, "Whether it may be NULL.", { role = null })
      comment = optional(string, "Description text.", { role = comment })
    }
  }
}

block "materialized" {
  rules         = ["clickhouse_materialized"]
  doc           = "A materialized view: either routes rows into an existing table (to) or stores them itself (engine)."
  labels        = ["schema?", "name"]
  role          = materialized
  referenced_as = "materialized.<name> | materialized.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    materialized "daily" {
      schema     = schema.shop
      to         = table.daily_totals
      as         = "SELECT toDate(at) AS d, count() AS c FROM shop.events GROUP BY d"
      depends_on = [table.events]
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Database that owns the view.", { role = schema })
    as         = required(sql || raw, "SELECT statement.", { role = definition, sql = query })
    to         = optional(ref(table, view), "Target that receives the rows and gives the view its structure. Excludes engine and populate.")
    engine     = optional(enum(table_engine) || raw, "Storage engine when there is no to.")
    populate   = optional(bool, "Fill the view from existing data when it is created; not together with to.")
    comment    = optional(string, "Description text.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects read by the view.", { role = depends_on })
    security   = optional(enum(view_security), "SQL SECURITY of the view.", { uncertain = true })
    definer    = optional(string, "DEFINER user.", { uncertain = true })
    settings   = optional(map(any), "SETTINGS of the inner storage.", { uncertain = true })
    ttl        = optional(string || raw, "TTL of the inner storage.", { uncertain = true })
  }
  exclusive {
    names = ["to", "engine"]
  }
  exclusive {
    names = ["to", "populate"]
  }
  one_of {
    names = ["to", "engine"]
  }

  block "column" {
    doc     = "Column of the view's own storage."
    like    = "view.column"
    labels  = ["name"]
    role    = column
    pro     = true
    ordered = true
    example = <<-HCL
      column "id" {
        type = UInt32
      }
    HCL
  }

  block "primary_key" {
    doc     = "PRIMARY KEY of the view's own storage."
    role    = primary_key
    max     = 1
    pro     = true
    example = <<-HCL
      primary_key {
        columns = [column.id]
      }
    HCL
    attributes {
      columns = optional(list(ref(column, table.column)), "Columns in order. Excludes on.", { role = columns, own = true })
      comment = optional(string, "Description text.", { role = comment })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc        = "One part of the key, in order."
      role       = index_part
      repeatable = true
      pro        = true
      ordered    = true
      example    = <<-HCL
        on {
          expr = "toDate(at)"
        }
      HCL
      attributes {
        column = optional(ref(column, table.column), "Column of this part.", { role = column, own = true })
        expr   = optional(sql, "Expression of this part.", { role = expr })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
      }
    }
  }

  block "refresh" {
    doc           = "Turns the view into a refreshable one."
    max           = 1
    may_have_more = true
    pro           = true
    example       = <<-HCL
      refresh {
        expr   = "EVERY 1 HOUR"
        append = true
      }
    HCL
    attributes {
      expr       = required(sql, "Schedule, such as EVERY 1 MINUTE or AFTER 2 HOUR.", { role = expr })
      append     = optional(bool, "APPEND: add rows instead of replacing them.")
      depends_on = optional(list(ref(materialized)), "Refreshable views to wait for.", { role = depends_on })
      settings   = optional(map(any), "Refresh settings such as refresh_retries.")
    }
  }

  block "sort" {
    doc         = "ORDER BY of the view's own storage."
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      sort {
        columns = [column.id]
      }
    HCL
    attributes {
      columns = optional(list(ref(column)), "Columns in order. Excludes on.", { role = columns, own = true })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc         = "One part of the key, in order."
      repeatable  = true
      unconfirmed = true
      uncertain   = true
      pro         = true
      ordered     = true
      example     = <<-HCL
        on {
          expr = "toDate(at)"
        }
      HCL
      attributes {
        column = optional(ref(column), "Column of this part.", { role = column, own = true })
        expr   = optional(sql, "Expression of this part.", { role = expr })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
      }
    }
  }

  block "partition" {
    doc         = "PARTITION BY of the view's own storage."
    role        = partition
    max         = 1
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      partition {
        on {
          expr = "toYYYYMM(d)"
        }
      }
    HCL
    attributes {
      columns = optional(list(ref(column)), "Columns in order. Excludes on.", { role = columns, own = true })
    }
    exclusive {
      names = ["columns", "on"]
    }
    one_of {
      names = ["columns", "on"]
    }

    block "on" {
      doc         = "One part of the key, in order."
      repeatable  = true
      unconfirmed = true
      uncertain   = true
      pro         = true
      ordered     = true
      example     = <<-HCL
        on {
          expr = "toDate(at)"
        }
      HCL
      attributes {
        column = optional(ref(column), "Column of this part.", { role = column, own = true })
        expr   = optional(sql, "Expression of this part.", { role = expr })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
      }
    }
  }
}

block "dictionary" {
  doc           = "An external dictionary."
  labels        = ["schema?", "name"]
  referenced_as = "dictionary.<name> | dictionary.<schema>.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    dictionary "countries" {
      schema = schema.shop
      source = sql("CLICKHOUSE(TABLE 'countries')")
      layout = sql("HASHED()")
      key "code" {
        type = String
      }
      attribute "name" {
        type = String
      }
      lifetime {
        min = 0
        max = 300
      }
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Database that owns the dictionary.", { role = schema })
    source     = required(raw, "SOURCE clause content.")
    layout     = required(raw, "LAYOUT clause content.")
    settings   = optional(map(any), "SETTINGS of the object as a map of setting name to literal.")
    comment    = optional(string, "Description text.", { role = comment })
    depends_on = optional(list(ref(any)), "Objects the dictionary reads.", { role = depends_on })
  }

  block "key" {
    doc           = "Part of the dictionary's primary key."
    labels        = ["name"]
    may_have_more = true
    pro           = true
    example       = <<-HCL
      key "id" {
        type = UInt64
      }
    HCL
    attributes {
      type    = required(type, "Type.", { role = type })
      null    = optional(bool, "Whether it may be NULL.", { role = null })
      default = optional(expr, "Value returned for a missing key.")
    }
  }

  block "attribute" {
    doc           = "A value looked up by key."
    like          = "dictionary.key"
    labels        = ["name"]
    may_have_more = true
    pro           = true
    example       = <<-HCL
      attribute "id" {
        type = UInt64
      }
    HCL
  }

  block "lifetime" {
    doc     = "Refresh interval of the cached content, in seconds."
    min     = 1
    max     = 1
    pro     = true
    example = <<-HCL
      lifetime {
        min = 0
        max = 300
      }
    HCL
    attributes {
      min = required(int, "Lower bound.")
      max = required(int, "Upper bound.")
    }
  }
}

block "function" {
  unconfirmed   = true
  doc           = "A SQL user-defined function. It belongs to the server, so it has no schema and no argument blocks."
  labels        = ["name"]
  role          = function
  referenced_as = "function.<name>"
  pro           = true
  example       = <<-HCL
    function "plus_one" {
      as = "(x) -> x + 1"
    }
  HCL
  attributes {
    as = required(sql, "Lambda expression, such as (x) -> x + 1.", { role = definition, sql = fragment })
  }
}

block "named_collection" {
  doc           = "A named collection of key-value pairs; belongs to the server. Needs ClickHouse 23.10 or later."
  labels        = ["name"]
  referenced_as = "named_collection.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    named_collection "s3_data" {
      item "access_key_id" {
        value = var.access_key
      }
    }
  HCL

  block "item" {
    doc           = "One entry; the label is its key."
    labels        = ["name"]
    min           = 1
    may_have_more = true
    pro           = true
    example       = <<-HCL
      item "region" {
        value = "eu-west-1"
      }
    HCL
    attributes {
      value = required(string, "Value; usually a variable or getenv(...), kept out of versioned migrations.")
    }
  }
}

block "role" {
  doc           = "A server-level role; managed only when mode.roles is on."
  labels        = ["name"]
  referenced_as = "role.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    role "analyst" {
    }
  HCL
  attributes {
    member_of = optional(list(ref(role)), "Roles granted to this role.")
    comment   = optional(string, "Description text.", { role = comment, uncertain = true })
    external  = optional(bool, "Exists already, only referenced.", { uncertain = true })
  }
}

block "user" {
  doc           = "A server-level user; managed only when mode.roles is on."
  labels        = ["name"]
  referenced_as = "user.<name>"
  may_have_more = true
  pro           = true
  example       = <<-HCL
    user "report" {
      member_of = [role.analyst]
    }
  HCL
  attributes {
    member_of = optional(list(ref(role)), "Roles granted to the user.")
    password  = optional(string, "Password, normally var.NAME.", { uncertain = true })
    external  = optional(bool, "Exists already, only referenced.", { uncertain = true })
  }
}

block "permission" {
  doc         = "GRANT of privileges; managed only when mode.permissions is on."
  labels      = ["name?"]
  unconfirmed = true
  pro         = true
  example     = <<-HCL
    permission {
      to         = role.analyst
      for        = table.events
      privileges = [SELECT]
    }
  HCL
  attributes {
    to         = required(ref(role, user) || string, "Grantee.")
    for        = required(ref(schema, table, view, materialized, dictionary, table.column) || string, "Object the grant covers; a string can name a wildcard such as db.prefix*.")
    privileges = required(list(enum(privilege)), "Privileges granted.")
    grantable  = optional(bool, "WITH GRANT OPTION.")
  }
}

block "policy" {
  doc           = "A row policy."
  labels        = ["name"]
  referenced_as = "policy.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    policy "us_only" {
      on    = table.orders
      using = "region = 'us'"
      to    = [role.analyst]
    }
  HCL
  attributes {
    on            = required(ref(table) || string, "Filtered table, or a string such as \"db.*\" for a whole database.", { role = target })
    using         = required(sql, "Filter expression.", { sql = predicate })
    to            = optional(list(ref(role, user)), "Roles and users the policy applies to.")
    to_all        = optional(bool, "Applies to everybody.")
    to_all_except = optional(list(ref(role, user)), "Applies to everybody but these.")
    restrictive   = optional(bool, "AS RESTRICTIVE; permissive when left out.")
  }
  exclusive {
    names = ["to", "to_all", "to_all_except"]
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
        { code = "US", name = "United States" },
      ]
    }
  HCL
  attributes {
    table = required(ref(table), "Table that receives the rows.")
    rows  = required(list(map(any)), "Rows, each an object of column name to literal.")
  }
}

enum "database_engine" {
  words = ["Atomic", "Lazy"]
}

enum "database_engine_via_sql" {
  words = ["Replicated", "Shared", "Memory", "Ordinary", "MySQL", "MaterializedMySQL", "PostgreSQL", "MaterializedPostgreSQL", "SQLite", "Backup", "DataLakeCatalog"]
}

enum "table_engine" {
  words = ["MergeTree", "SharedMergeTree", "Memory", "TimeSeries"]
}

enum "codec" {
  strings = true
  words   = ["NONE", "ZSTD", "LZ4", "LZ4HC", "DoubleDelta", "Gorilla", "FPC", "T64", "AES_128_GCM_SIV", "AES_256_GCM_SIV"]
}

enum "codec_via_sql" {
  words = ["Default", "Delta", "GCD", "ZSTD(level 1-22)", "LZ4HC(level 1-12)", "ZSTD_QAT", "DEFLATE_QPL", "Delta(bytes)", "FPC(level, float_size)", "T64('bit')"]
}

enum "default_kind" {
  words = ["DEFAULT", "MATERIALIZED", "EPHEMERAL", "ALIAS"]
}

enum "index_type" {
  strings = true
  words   = ["minmax", "bloom_filter"]
}

enum "index_type_via_sql" {
  words = ["set(max_rows)", "bloom_filter(rate)", "ngrambf_v1(n, size, hashes, seed)", "tokenbf_v1(size, hashes, seed)", "sparse_grams(...)", "text(tokenizer = ...)", "vector_similarity(method, distance, dimensions)", "hypothesis"]
}

enum "view_security" {
  words = ["DEFINER", "INVOKER", "NONE"]
}

enum "dictionary_layout" {
  words = [
    "FLAT", "HASHED", "SPARSE_HASHED", "HASHED_ARRAY", "COMPLEX_KEY_HASHED", "COMPLEX_KEY_SPARSE_HASHED",
    "COMPLEX_KEY_HASHED_ARRAY", "RANGE_HASHED", "COMPLEX_KEY_RANGE_HASHED", "CACHE", "COMPLEX_KEY_CACHE", "SSD_CACHE",
    "COMPLEX_KEY_SSD_CACHE", "DIRECT", "COMPLEX_KEY_DIRECT", "IP_TRIE", "POLYGON", "REGEXP_TREE",
  ]
}

enum "dictionary_source" {
  words = [
    "CLICKHOUSE", "MYSQL", "POSTGRESQL", "MONGODB", "REDIS", "CASSANDRA", "HTTP", "FILE", "EXECUTABLE",
    "EXECUTABLE_POOL", "ODBC", "NULL", "YTSAURUS", "YAMLRegExpTree",
  ]
}

enum "privilege" {
  strings = true
  words = [
    "SELECT", "INSERT", "ALTER", "ALTER_UPDATE", "ALTER_DELETE", "ALTER_COLUMN", "ALTER_INDEX", "ALTER_TTL",
    "ALTER_SETTINGS", "CREATE", "CREATE_TABLE", "CREATE_VIEW", "CREATE_DICTIONARY", "CREATE_DATABASE",
    "CREATE_FUNCTION", "DROP", "DROP_TABLE", "DROP_VIEW", "TRUNCATE", "OPTIMIZE", "SHOW", "SHOW_TABLES",
    "SHOW_COLUMNS", "dictGet", "INTROSPECTION", "SYSTEM", "ACCESS_MANAGEMENT", "ROLE_ADMIN", "NAMED_COLLECTION",
    "ALL",
  ]
}
