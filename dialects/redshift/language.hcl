# The language of Amazon Redshift files, as data: see docs/reference/dialect.md for the language of this file.
dialect "redshift" {
  title       = "Amazon Redshift"
  language_id = "atlas-schema-redshift"
  suffix      = ".rs.hcl"
  engine      = "redshift"
  url_schemes = ["redshift", "redshift+http"]
  schema      = true
}

block "schema" {
  doc           = "A Redshift schema. With an external block it becomes an external schema over another data source."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  pro           = true
  example       = <<-HCL
    schema "sales" {
      comment = "warehouse tables"
    }
  HCL
  attributes {
    name    = optional(string, "Real schema name when it differs from the label.", { role = name })
    comment = optional(string, "Text stored with COMMENT ON SCHEMA.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "external" {
    doc         = "Turns the schema into an external schema. The label picks the source: data_catalog, kafka, kinesis or postgres."
    labels      = [label("source", ["data_catalog", "kafka", "kinesis", "postgres"])]
    max         = 1
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      schema "lake" {
        external "data_catalog" {
          database = "lake"
          iam_role = "arn:aws:iam::111122223333:role/lake"
          region   = "eu-west-1"
        }
      }
    HCL
    attributes {
      database           = optional(string, "data_catalog, postgres: name of the remote database.")
      iam_role           = optional(string, "data_catalog, kinesis, postgres (and kafka with IAM): role ARN Redshift assumes.")
      region             = optional(string, "data_catalog, kinesis: AWS region.")
      catalog_role       = optional(string, "data_catalog: separate role ARN for the catalog; optional.")
      uri                = optional(string, "kafka: bootstrap brokers; postgres: host name.")
      authentication     = optional(enum(external_authentication), "kafka: authentication kind.")
      schema             = optional(string, "postgres: remote schema. A plain string, not a reference.")
      port               = optional(int, "postgres: port number.", { default = 5432 })
      secret_arn         = optional(string, "postgres: secret with the credentials (also kafka with mTLS, assumed).")
      authentication_arn = optional(string, "kafka with mTLS: certificate ARN.", { uncertain = true })
      create_database    = optional(bool, "data_catalog: create the external database when missing.", { uncertain = true })
    }

    variant "data_catalog" {
      doc         = "Attributes for data_catalog."
      unconfirmed = true
      attributes {
        database     = required(string, "data_catalog, postgres: name of the remote database.")
        iam_role     = required(string, "data_catalog, kinesis, postgres (and kafka with IAM): role ARN Redshift assumes.")
        region       = optional(string, "data_catalog, kinesis: AWS region.")
        catalog_role = optional(string, "data_catalog: separate role ARN for the catalog; optional.")
      }
    }

    variant "kafka" {
      doc         = "Attributes for kafka."
      unconfirmed = true
      attributes {
        uri                = required(string, "kafka: bootstrap brokers; postgres: host name.")
        authentication     = required(enum(external_authentication), "kafka: authentication kind.")
        iam_role           = optional(string, "data_catalog, kinesis, postgres (and kafka with IAM): role ARN Redshift assumes.")
        secret_arn         = optional(string, "postgres: secret with the credentials (also kafka with mTLS, assumed).")
        authentication_arn = optional(string, "kafka with mTLS: certificate ARN.", { uncertain = true })
      }
    }

    variant "kinesis" {
      doc         = "Attributes for kinesis."
      unconfirmed = true
      attributes {
        iam_role = required(string, "data_catalog, kinesis, postgres (and kafka with IAM): role ARN Redshift assumes.")
        region   = optional(string, "data_catalog, kinesis: AWS region.")
      }
    }

    variant "postgres" {
      doc         = "Attributes for postgres."
      unconfirmed = true
      attributes {
        database   = required(string, "data_catalog, postgres: name of the remote database.")
        schema     = optional(string, "postgres: remote schema. A plain string, not a reference.")
        uri        = required(string, "kafka: bootstrap brokers; postgres: host name.")
        port       = optional(int, "postgres: port number.", { default = 5432 })
        iam_role   = required(string, "data_catalog, kinesis, postgres (and kafka with IAM): role ARN Redshift assumes.")
        secret_arn = required(string, "postgres: secret with the credentials (also kafka with mTLS, assumed).")
      }
    }
  }
}

block "table" {
  doc           = "A Redshift table with its columns, distribution and sort settings. Indexes do not exist in Redshift."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  pro           = true
  example       = <<-HCL
    table "events" {
      schema = schema.sales
      column "id" {
        type   = bigint
        encode = AZ64
      }
      distribution {
        style  = KEY
        column = column.id
      }
      sort {
        style   = COMPOUND
        columns = [column.id]
      }
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema the table lives in.", { role = schema })
    comment    = optional(string, "Text stored with COMMENT ON TABLE.", { role = comment })
    depends_on = optional(list(ref(any)), "Extra dependencies. Not in the October 2024 reference.", { role = depends_on, uncertain = true })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "column" {
    rules         = ["redshift_column"]
    doc           = "One column. Not nullable unless null is set to true."
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> (inside the table) | table.<table>.column.<name> | table.<schema>.<table>.column.<name>"
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "payload" {
        type   = super
        null   = true
        encode = ZSTD
      }
    HCL
    attributes {
      type         = required(type, "Column type. Accepts a built-in type or sql(\"...\").", { role = type })
      null         = optional(bool, "Whether NULL is allowed. Defaults to false, so omitting it means NOT NULL.", { role = null, default = false })
      default      = optional(expr, "Default value: a bool, number or string literal, or sql(\"...\").", { role = default })
      encode       = optional(enum(encode), "Compression encoding. Bare identifier.")
      comment      = optional(string, "Text stored with COMMENT ON COLUMN.", { role = comment })
      collate      = optional(string, "CASE_SENSITIVE or CASE_INSENSITIVE. Not in the reference.", { role = collate, uncertain = true })
      renamed_from = optional(string, "Former column name; documented for PostgreSQL, assumed here.", { role = renamed_from, uncertain = true })
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }

    block "identity" {
      doc         = "IDENTITY column settings. Not in the October 2024 reference; shape assumed."
      role        = identity
      max         = 1
      unconfirmed = true
      uncertain   = true
      pro         = true
      example     = <<-HCL
        identity {
          seed = 1
          step = 1
        }
      HCL
      attributes {
        generated = optional(enum(identity_generated), "GENERATED BY DEFAULT or plain IDENTITY.", { role = generated, uncertain = true })
        seed      = optional(int, "First value.", { role = start, uncertain = true })
        start     = optional(int, "Alternative name of seed.", { role = start, uncertain = true })
        step      = optional(int, "Increment.", { role = increment, uncertain = true })
        increment = optional(int, "Alternative name of step.", { role = increment, uncertain = true })
      }
    }
  }

  block "distribution" {
    rules   = ["redshift_distribution"]
    doc     = "How rows are spread over the nodes (DISTSTYLE and DISTKEY)."
    max     = 1
    pro     = true
    example = <<-HCL
      distribution {
        style  = KEY
        column = column.id
      }
    HCL
    attributes {
      style  = optional(enum(distribution_style), "EVEN, KEY, ALL or AUTO. Bare identifier.")
      column = optional(ref(column), "Distribution column; for style KEY only. An older page calls it key, but the reference and inspection output use column.", { role = column, own = true })
    }
  }

  block "sort" {
    rules   = ["redshift_sort"]
    doc     = "Sort key of the table (SORTKEY)."
    max     = 1
    pro     = true
    example = <<-HCL
      sort {
        style   = COMPOUND
        columns = [column.day, column.id]
      }
    HCL
    attributes {
      style   = optional(enum(sort_style), "AUTO, COMPOUND or INTERLEAVED. Bare identifier.")
      columns = optional(list(ref(column)), "Sort columns in order; not with AUTO.", { role = columns, own = true })
    }
  }

  block "primary_key" {
    doc         = "Primary key; informational in Redshift. Not in the October 2024 reference, assumed from the shared table model."
    labels      = ["name?"]
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
      columns = required(list(ref(column)), "Key columns.", { role = columns, own = true })
      comment = optional(string, "Comment.", { role = comment, uncertain = true })
    }
  }

  block "foreign_key" {
    doc         = "Foreign key; informational in Redshift, without actions. Assumed."
    labels      = ["name"]
    role        = foreign_key
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      foreign_key "fk" {
        columns     = [column.user_id]
        ref_columns = [table.users.column.id]
      }
    HCL
    attributes {
      columns     = required(list(ref(column)), "Referencing columns.", { role = columns, own = true })
      ref_columns = required(list(ref(column)), "Referenced columns.", { role = ref_columns, same_length = columns, single_table = true })
      comment     = optional(string, "Comment.", { role = comment, uncertain = true })
    }
  }

  block "unique" {
    doc         = "UNIQUE constraint; informational in Redshift. Assumed."
    labels      = ["name"]
    role        = unique
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      unique "u" {
        columns = [column.code]
      }
    HCL
    attributes {
      columns = required(list(ref(column)), "Unique columns.", { role = columns, own = true })
      comment = optional(string, "Comment.", { role = comment, uncertain = true })
    }
  }
}

block "view" {
  doc           = "A view, defined by a query."
  labels        = ["schema?", "name"]
  role          = view
  referenced_as = "view.<name> | view.<schema>.<name>"
  pro           = true
  example       = <<-HCL
    view "recent" {
      schema = schema.sales
      column "id" {
        type = bigint
      }
      as         = "SELECT id FROM events"
      depends_on = [table.events]
    }
  HCL
  attributes {
    schema         = required(ref(schema), "Schema of the view.", { role = schema })
    as             = required(sql, "Query text.", { role = definition, sql = query })
    comment        = optional(string, "Text stored with COMMENT ON VIEW.", { role = comment })
    depends_on     = optional(list(ref(any)), "Objects the query reads.", { role = depends_on })
    schema_binding = optional(bool, "Late-binding views (WITH NO SCHEMA BINDING) exist in Redshift; whether and how HCL names them was not seen.", { uncertain = true })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "column" {
    doc           = "A declared output column."
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
      type    = required(type, "Column type. Accepts a built-in type or sql(\"...\").", { role = type })
      null    = optional(bool, "Whether the column may be NULL.", { role = null, default = false })
      comment = optional(string, "Column comment.", { role = comment })
    }
  }
}

block "materialized" {
  doc           = "A materialized view with its own distribution and sort settings."
  labels        = ["schema?", "name"]
  role          = materialized
  referenced_as = "materialized.<name> | materialized.<schema>.<name>"
  pro           = true
  example       = <<-HCL
    materialized "per_day" {
      schema = schema.sales
      column "day" {
        type = date
        null = true
      }
      as           = "SELECT day FROM events GROUP BY day"
      auto_refresh = true
      distribution {
        style = EVEN
      }
      depends_on = [table.events]
    }
  HCL
  attributes {
    schema       = required(ref(schema), "Schema of the view.", { role = schema })
    as           = required(sql, "Query text.", { role = definition, sql = query })
    auto_refresh = optional(bool, "AUTO REFRESH YES or NO.", { default = false })
    comment      = optional(string, "Text stored with the view.", { role = comment })
    depends_on   = optional(list(ref(any)), "Objects the query reads.", { role = depends_on })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "column" {
    doc           = "A declared output column."
    like          = "view.column"
    labels        = ["name"]
    role          = column
    referenced_as = "column.<name> (inside the block) | materialized.<view>.column.<name>"
    pro           = true
    ordered       = true
    example       = <<-HCL
      column "id" {
        type = bigint
      }
    HCL
  }

  block "distribution" {
    rules   = ["redshift_distribution"]
    doc     = "Distribution of the materialized view."
    max     = 1
    pro     = true
    example = <<-HCL
      distribution {
        style = ALL
      }
    HCL
    attributes {
      style  = optional(enum(materialized_distribution_style), "EVEN, ALL or KEY; AUTO is not listed for materialized views.")
      column = optional(ref(column), "Distribution column; for style KEY only.", { role = column, own = true })
    }
  }

  block "sort" {
    rules   = ["redshift_sort"]
    doc     = "Sort key of the materialized view."
    max     = 1
    pro     = true
    example = <<-HCL
      sort {
        columns = [column.day]
      }
    HCL
    attributes {
      style   = optional(enum(materialized_sort_style), "COMPOUND per the reference; the language page also shows AUTO.")
      columns = optional(list(ref(column)), "Sort columns in order.", { role = columns, own = true })
    }
  }
}

block "datashare" {
  doc           = "A datashare: the schemas and objects this database shares, and who may read them. Managed only when the project turns datashares on; belongs to the database, not to a schema."
  labels        = ["name"]
  referenced_as = "datashare.<name>"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    datashare "reporting" {
      schema "sales" {
        objects = [table.events]
      }
    }
  HCL
  attributes {
    publicly_accessible = optional(bool, "Sharing with publicly accessible clusters.", { uncertain = true })
    namespaces          = optional(list(string), "Consumer namespaces. The idea is documented, the spelling is assumed.", { uncertain = true })
    accounts            = optional(list(string), "Consumer AWS accounts. The idea is documented, the spelling is assumed.", { uncertain = true })
    comment             = optional(string, "Comment.", { role = comment, uncertain = true })
  }

  block "schema" {
    doc         = "One shared schema and the way its objects are chosen: a list, everything including later objects, or everything except some."
    labels      = ["name?"]
    unconfirmed = true
    pro         = true
    example     = <<-HCL
      schema "sales" {
        include_new = true
      }
    HCL
    attributes {
      objects            = optional(list(ref(table, view, materialized, function)), "Explicitly shared objects.")
      include_new        = optional(bool, "Share the whole schema, objects created later included.")
      include_new_except = optional(any, "Share the whole schema except these; value shape not seen (probably a list of objects).")
      schema             = optional(ref(schema), "Shared schema, in case it is not given by the label.", { role = schema, uncertain = true })
    }
    exclusive {
      names = ["objects", "include_new", "include_new_except"]
    }
  }

  block "consumer" {
    doc         = "Possible block form of a consumer (namespace or account). Inferred."
    labels      = ["kind?"]
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      consumer {
        account = "111122223333"
      }
    HCL
    attributes {
      namespace = optional(string, "Consumer namespace.", { uncertain = true })
      account   = optional(string, "Consumer account.", { uncertain = true })
    }
  }
}

block "role" {
  doc           = "A Redshift role. Cluster-wide; managed only when the project enables roles."
  labels        = ["name"]
  referenced_as = "role.<name> | role[\"<name>\"]"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    role "analyst" {}
  HCL
  attributes {
    external  = optional(bool, "Declares the object for references only; Atlas leaves it alone. Documented for PostgreSQL.", { uncertain = true })
    member_of = optional(list(ref(role, group)), "Roles (and, for users, groups) this one belongs to.", { uncertain = true })
    comment   = optional(string, "Comment.", { role = comment, uncertain = true })
  }
}

block "group" {
  doc           = "A Redshift user group. Cluster-wide; managed only when the project enables roles."
  labels        = ["name"]
  referenced_as = "group.<name> | group[\"<name>\"]"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    group "etl" {}
  HCL
  attributes {
    external = optional(bool, "Declares the object for references only; Atlas leaves it alone. Documented for PostgreSQL.", { uncertain = true })
    comment  = optional(string, "Comment.", { role = comment, uncertain = true })
    members  = optional(list(ref(user)), "Users in the group, in case membership is kept here.", { uncertain = true })
  }
}

block "user" {
  doc           = "A Redshift user. IAM identities are users named iam:<user> or iamr:<role>, with the prefix in the label."
  labels        = ["name"]
  referenced_as = "user.<name> | user[\"iam:<name>\"]"
  unconfirmed   = true
  pro           = true
  example       = <<-HCL
    user "iamr:loader" {}
  HCL
  attributes {
    external        = optional(bool, "Declares the object for references only; Atlas leaves it alone. Documented for PostgreSQL.", { uncertain = true })
    member_of       = optional(list(ref(role, group)), "Roles (and, for users, groups) this one belongs to.", { uncertain = true })
    comment         = optional(string, "Comment.", { role = comment, uncertain = true })
    password        = optional(string, "Password, from an input variable.", { uncertain = true })
    superuser       = optional(bool, "CREATEUSER.", { uncertain = true })
    create_db       = optional(bool, "CREATEDB.", { uncertain = true })
    conn_limit      = optional(int, "Connection limit.", { uncertain = true })
    session_timeout = optional(int, "Session timeout in seconds.", { uncertain = true })
    syslog_access   = optional(any, "RESTRICTED or UNRESTRICTED.", { uncertain = true })
    valid_until     = optional(string, "Password expiry.", { uncertain = true })
  }
}

block "permission" {
  doc         = "A GRANT of privileges on one object. Takes no label."
  unconfirmed = true
  pro         = true
  example     = <<-HCL
    permission {
      for        = table.events
      to         = role.analyst
      privileges = [SELECT]
    }
  HCL
  attributes {
    for        = required(ref(schema, table, view, materialized, function, procedure, datashare, table.column), "Object, or column, the privileges are granted on. The list of kinds is partly assumed.")
    to         = required(enum(grantee) || string || ref(role, group, user), "Grantee.")
    privileges = required(list(enum(privilege)), "Privileges as bare identifiers.")
    grantable  = optional(bool, "WITH GRANT OPTION.", { default = false })
  }
}

block "function" {
  doc           = "A Redshift function. Not in the October 2024 reference; listed so that a checker does not refuse it, shape taken from PostgreSQL."
  labels        = ["schema?", "name"]
  role          = function
  referenced_as = "function.<name> | function.<schema>.<name>"
  repeatable    = true
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    function "f" {
      schema = schema.sales
      lang   = SQL
      arg {
        type = integer
      }
      return = integer
      as     = "SELECT 1"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema of the function.", { role = schema })
    lang       = optional(enum(func_lang) || string, "Language.", { uncertain = true, role = language })
    as         = required(sql, "Body.", { role = definition, uncertain = true, sql = body })
    comment    = optional(string, "Comment.", { role = comment, uncertain = true })
    depends_on = optional(list(ref(any)), "Objects the body needs.", { role = depends_on, uncertain = true })
    return     = optional(type, "Return type.", { uncertain = true })
    volatility = optional(enum(volatility), "VOLATILE, STABLE or IMMUTABLE.", { uncertain = true })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "arg" {
    doc         = "Argument."
    labels      = ["name?"]
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      arg "a" {
        type = integer
      }
    HCL
    attributes {
      type = required(type, "Argument type.", { role = type, uncertain = true })
      mode = optional(enum(arg_mode) || string, "Argument mode.", { uncertain = true })
    }
  }
}

block "procedure" {
  doc           = "A Redshift procedure. Not in the October 2024 reference; listed so that a checker does not refuse it, shape taken from PostgreSQL."
  labels        = ["schema?", "name"]
  role          = procedure
  referenced_as = "procedure.<name> | procedure.<schema>.<name>"
  repeatable    = true
  unconfirmed   = true
  uncertain     = true
  pro           = true
  example       = <<-HCL
    procedure "f" {
      schema = schema.sales
      lang   = SQL
      arg {
        type = integer
      }
      as     = "SELECT 1"
    }
  HCL
  attributes {
    schema     = required(ref(schema), "Schema of the procedure.", { role = schema })
    lang       = optional(enum(func_lang) || string, "Language.", { uncertain = true, role = language })
    as         = required(sql, "Body.", { role = definition, uncertain = true, sql = body })
    comment    = optional(string, "Comment.", { role = comment, uncertain = true })
    depends_on = optional(list(ref(any)), "Objects the body needs.", { role = depends_on, uncertain = true })
    security   = optional(enum(func_security), "DEFINER or INVOKER.", { uncertain = true })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "arg" {
    doc         = "Argument."
    labels      = ["name?"]
    unconfirmed = true
    uncertain   = true
    pro         = true
    example     = <<-HCL
      arg "a" {
        type = integer
      }
    HCL
    attributes {
      type = required(type, "Argument type.", { role = type, uncertain = true })
      mode = optional(enum(arg_mode) || string, "Argument mode.", { uncertain = true })
    }
  }
}

enum "encode" {
  doc = "Bare identifiers only per the reference; the language page shows LZ4, which Redshift does not have."
  words = [
    "RAW", "AZ64", "BYTEDICT", "DELTA", "DELTA32K", "LZO", "MOSTLY8", "MOSTLY16", "MOSTLY32", "RUNLENGTH", "TEXT255",
    "TEXT32K", "ZSTD",
  ]
}

enum "distribution_style" {
  doc   = "Bare identifiers only."
  words = ["EVEN", "KEY", "ALL", "AUTO"]
}

enum "materialized_distribution_style" {
  doc   = "Bare identifiers only."
  words = ["EVEN", "ALL", "KEY"]
}

enum "sort_style" {
  doc   = "Bare identifiers only."
  words = ["AUTO", "COMPOUND", "INTERLEAVED"]
}

enum "materialized_sort_style" {
  doc   = "COMPOUND per the reference, AUTO per an example on the language page."
  words = ["COMPOUND", "AUTO"]
}

enum "external_source" {
  doc     = "The label of schema.external, a quoted string."
  strings = true
  words   = ["data_catalog", "kafka", "kinesis", "postgres"]
}

enum "external_authentication" {
  doc   = "Bare identifier; NONE seen, the others inferred from Redshift."
  words = ["NONE", "IAM", "MTLS"]
}

enum "identity_generated" {
  doc   = "Inferred."
  words = ["ALWAYS", "BY_DEFAULT"]
}

enum "grantee" {
  doc     = "Bare identifier."
  strings = true
  words   = ["PUBLIC"]
}

enum "privilege" {
  doc = "Bare identifiers; the list is inferred from Redshift."
  words = [
    "ALL", "SELECT", "INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "TRUNCATE", "REFERENCES", "USAGE", "CREATE",
    "EXECUTE", "SHARE",
  ]
}

enum "func_lang" {
  doc     = "Inferred."
  strings = true
  words   = ["SQL", "PLpgSQL"]
}

enum "func_security" {
  doc   = "Inferred."
  words = ["DEFINER", "INVOKER"]
}

enum "volatility" {
  doc   = "Inferred."
  words = ["VOLATILE", "STABLE", "IMMUTABLE"]
}

enum "arg_mode" {
  doc     = "Inferred."
  strings = true
  words   = ["IN", "OUT", "INOUT"]
}
