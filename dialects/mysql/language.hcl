# The language of MySQL files, as data: see docs/reference/dialect.md for the language of this file.
dialect "mysql" {
  title        = "MySQL"
  language_id  = "atlas-schema-mysql"
  suffix       = ".my.hcl"
  engine       = "mysql"
  url_schemes  = ["mysql", "mysql+unix", "docker+mysql"]
  docker_hosts = ["mysql"]
  schema       = true
}

block "schema" {
  doc           = "A database of the server. Every table, view and routine names one in its schema attribute."
  labels        = ["name"]
  role          = schema
  referenced_as = "schema.<name>"
  example       = <<-HCL
    schema "shop" {
      charset = "utf8mb4"
      collate = "utf8mb4_0900_ai_ci"
    }
  HCL
  attributes {
    name      = optional(string, "Real name of the database when it differs from the label, for instance an input variable.", { role = name })
    charset   = optional(string, "Default character set of the database.", { role = charset, suggest = charset })
    collate   = optional(string, "Default collation of the database.", { role = collate, suggest = collation })
    collation = optional(string, "Older spelling of collate; give one of the two.", { suggest = collation, deprecated = true })
    comment   = optional(string, "Free text. The server has no database comments, so it has no effect on SQL.", { role = comment })
  }
  exclusive {
    names = ["collate", "collation"]
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }
}

block "table" {
  doc           = "A base table with its columns, keys, indexes and constraints."
  labels        = ["schema?", "name"]
  role          = table
  referenced_as = "table.<name> | table.<schema>.<name>"
  rules         = ["mysql_table"]
  example       = <<-HCL
    table "orders" {
      schema = schema.shop
      engine = InnoDB
      column "id" {
        type           = bigint
        unsigned       = true
        auto_increment = true
      }
      column "note" {
        type = varchar(100)
        null = true
      }
      primary_key {
        columns = [column.id]
      }
      auto_increment = 1000
    }
  HCL
  attributes {
    schema         = required(ref(schema), "Database that owns the table.", { role = schema })
    comment        = optional(string, "Table comment.", { role = comment })
    charset        = optional(string, "Default character set of the table's text columns; inherited from the schema when absent.", { role = charset, suggest = charset })
    collate        = optional(string, "Default collation of the table's text columns; inherited from the schema when absent.", { role = collate, suggest = collation })
    engine         = optional(enum(engine) || string, "Storage engine; the known ones are bare words, any other is a string.")
    auto_increment = optional(int, "First value of the AUTO_INCREMENT counter. Only ever raises the counter; 0 and 1 emit nothing.", { role = auto_increment, min = 1 })
    depends_on     = optional(list(ref(table, view, function, procedure)), "Objects to create before this table, beyond what references already imply.", { role = depends_on })
    renamed_from   = optional(string, "Former table name: plans a rename in place of drop and create.", { role = renamed_from, pro = true })
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
    rules         = ["mysql_column", "mysql_literal_default"]
    example       = <<-HCL
      column "updated_at" {
        type      = datetime(6)
        default   = sql("CURRENT_TIMESTAMP(6)")
        on_update = sql("CURRENT_TIMESTAMP(6)")
      }
    HCL
    attributes {
      type           = required(type, "Column type: a listed type or sql(\"...\").", { role = type })
      null           = optional(bool, "Whether the column accepts NULL.", { role = null, default = false })
      default        = optional(expr, "Default: string, number, bool, or sql(\"...\"). In sql() wrap expressions in parentheses, except CURRENT_TIMESTAMP on time types.", { role = default })
      unsigned       = optional(bool, "Non-negative variant of an integer, decimal or floating type.", { role = unsigned })
      auto_increment = optional(bool, "AUTO_INCREMENT column; it has to be (the first part of) a key.", { role = auto_increment })
      on_update      = optional(raw, "ON UPDATE expression, given as sql(\"...\") only; meant for CURRENT_TIMESTAMP with the column's precision.")
      as             = optional(sql, "Generation expression; short form of the as block, VIRTUAL.", { role = expr })
      charset        = optional(string, "Character set of a text, enum or set column.", { role = charset, suggest = charset })
      collate        = optional(string, "Collation of a text, enum or set column.", { role = collate, suggest = collation })
      comment        = optional(string, "Column comment.", { role = comment })
      invisible      = optional(bool, "Leaves the column out of SELECT * (MySQL 8.0.23 and later).", { pro = true })
      srid           = optional(int, "Spatial reference system id of a spatial column.", { min = 0, max = 4294967295, pro = true })
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
        column "total" {
          type = int
          as {
            expr = "price * amount"
            type = STORED
          }
        }
      HCL
      attributes {
        expr = required(sql, "Generation expression.", { role = expr })
        type = optional(enum(generated_type), "Storage of the value; VIRTUAL when absent. PERSISTENT means STORED.", { role = storage, default = "VIRTUAL" })
      }
    }
  }

  block "primary_key" {
    doc     = "Primary key of the table. The server always names it PRIMARY, so a label has no effect."
    labels  = ["name?"]
    role    = primary_key
    max     = 1
    rules   = ["mysql_primary_key"]
    example = <<-HCL
      primary_key {
        on {
          column = column.path
          prefix = 64
        }
      }
    HCL
    attributes {
      columns = optional(list(ref(column)), "Key columns in order; use this or on blocks.", { role = columns, own = true, unless = on })
      type    = optional(enum(index_type) || string, "Index structure of the key; BTREE when absent.")
      comment = optional(string, "Comment on the key.", { role = comment })
    }
    exclusive {
      names   = ["columns", "on"]
      message = "multiple definitions for index \"\", use \"columns\" or \"on\""
    }
    one_of {
      names   = ["columns", "on"]
      late    = true
      message = "missing definition for index \"\""
    }

    block "on" {
      doc        = "One part of a primary key, where a prefix length or descending order is needed."
      role       = index_part
      repeatable = true
      ordered    = true
      example    = <<-HCL
        on {
          column = column.code
          desc   = true
        }
      HCL
      attributes {
        column = required(ref(column), "Column of this table.", { role = column, own = true })
        prefix = optional(int, "Leading characters (bytes for binary types) to index.", { min = 1 })
        desc   = optional(bool, "Descending order.", { role = desc })
      }
    }
  }

  block "index" {
    doc           = "A secondary index; unique = true makes it a unique key."
    labels        = ["name"]
    role          = index
    referenced_as = "index.<name> (inside the table) | table.<table>.index.<name>"
    rules         = ["mysql_index"]
    example       = <<-HCL
      index "by_title" {
        type    = FULLTEXT
        columns = [column.title]
      }
    HCL
    attributes {
      columns      = optional(list(ref(column)), "Indexed columns in order; use this or on blocks.", { role = columns, own = true, unless = on })
      unique       = optional(bool, "Rejects duplicate keys.", { role = unique })
      type         = optional(enum(index_type) || string, "Index structure; BTREE when absent.", { default = "BTREE" })
      parser       = optional(enum(index_parser) || string, "Tokenizer plugin of a FULLTEXT index; ignored on other index types.")
      comment      = optional(string, "Index comment.", { role = comment })
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
      doc        = "One part of an index: a column or an expression, with its options."
      role       = index_part
      repeatable = true
      ordered    = true
      example    = <<-HCL
        on {
          column = column.body
          prefix = 32
        }
      HCL
      attributes {
        column = optional(ref(column), "Indexed column of this table.", { role = column, own = true })
        expr   = optional(sql, "Indexed expression (MySQL 8.0.13 and later).", { role = expr })
        desc   = optional(bool, "Descending order.", { role = desc })
        prefix = optional(int, "Leading characters (bytes for binary types) to index; mandatory on text and blob columns of non-FULLTEXT indexes.", { min = 1 })
      }
      exclusive {
        names   = ["column", "expr"]
        message = "cannot use both \"column\" and \"expr\" in index \"{label}\" at position {position}"
      }
      exclusive {
        names   = ["expr", "prefix"]
        message = "attribute 'on.prefix' cannot be used in functional part"
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
    rules         = ["mysql_foreign_key"]
    example       = <<-HCL
      foreign_key "owner_fk" {
        columns     = [column.owner_id]
        ref_columns = [table.users.column.id]
        on_delete   = CASCADE
      }
    HCL
    attributes {
      columns     = required(list(ref(column)), "Referencing columns, of this table.", { role = columns, own = true })
      ref_columns = required(list(ref(column)), "Referenced columns, all of one table, as many as columns.", { role = ref_columns, same_length = columns, single_table = true })
      on_update   = optional(enum(on_update), "Action when the referenced key changes. The same word as a string (spaces or underscores) is read too.", { role = on_update })
      on_delete   = optional(enum(on_delete), "Action when the referenced row goes. The same word as a string (spaces or underscores) is read too.", { role = on_delete })
      comment     = optional(string, "Listed by the reference; the server keeps no foreign key comments.", { role = comment })
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }
  }

  block "check" {
    doc           = "A CHECK constraint on the rows of the table; the label may be left out."
    labels        = ["name?"]
    role          = check
    referenced_as = "check.<name> (inside the table)"
    repeatable    = true
    rules         = ["mysql_name_length"]
    example       = <<-HCL
      check "positive_price" {
        expr = "price > 0"
      }
    HCL
    attributes {
      expr     = required(sql, "Condition that every row has to satisfy.", { role = expr })
      enforced = optional(bool, "false keeps the constraint without enforcing it (MySQL 8.0.16 and later).", { default = true })
      comment  = optional(string, "Listed by the reference; the server keeps no check comments.", { role = comment })
    }
    shared {
      annotation = block("annotation", { max = 1 })
    }
  }

  block "partition" {
    doc     = "How the table is split into partitions, with the named partitions inside."
    role    = partition
    max     = 1
    pro     = true
    example = <<-HCL
      partition {
        type = RANGE
        by {
          expr = "YEAR(`sold_on`)"
        }
        partition "old" {
          values_less_than = ["2020"]
        }
        partition "rest" {
          values_less_than = ["MAXVALUE"]
        }
      }
    HCL
    attributes {
      type    = required(enum(partition_type), "Partitioning method.")
      columns = optional(list(ref(column)), "Key columns, for KEY, LINEAR_KEY, RANGE_COLUMNS and LIST_COLUMNS.", { role = columns, own = true })
    }
    exclusive {
      names = ["columns", "by"]
    }
    one_of {
      names = ["columns", "by"]
      late  = true
    }

    block "by" {
      doc        = "Partitioning expression, for RANGE, LIST, HASH and LINEAR_HASH."
      repeatable = true
      pro        = true
      ordered    = true
      example    = <<-HCL
        by {
          expr = "TO_DAYS(`day`)"
        }
      HCL
      attributes {
        expr   = optional(sql, "Expression over columns of the table that yields an integer.", { role = expr })
        column = optional(ref(column), "Single key column; known from PostgreSQL's block of the same name, unconfirmed here.", { role = column, own = true, uncertain = true })
      }
      exclusive {
        names = ["column", "expr"]
      }
      one_of {
        names = ["column", "expr"]
        late  = true
      }
    }

    block "partition" {
      doc     = "One named partition."
      labels  = ["name"]
      role    = partition
      pro     = true
      example = <<-HCL
        partition "p0" {
          values_less_than = ["100"]
          comment          = "first hundred"
        }
      HCL
      attributes {
        values_less_than = optional(list(string), "Exclusive upper bound of a RANGE or RANGE_COLUMNS partition; each bound is a string, \"MAXVALUE\" included.")
        values_in        = optional(list(string), "Values of a LIST or LIST_COLUMNS partition. The attribute name is inferred.", { uncertain = true })
        comment          = optional(string, "Partition comment.", { role = comment })
      }
      exclusive {
        names = ["values_less_than", "values_in"]
      }
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
    view "active_users" {
      schema = schema.shop
      column "id" {
        type = bigint
      }
      as           = "SELECT id FROM users WHERE active"
      depends_on   = [table.users]
      check_option = CASCADED
      security     = INVOKER
    }
  HCL
  attributes {
    schema       = required(ref(schema), "Database that owns the view.", { role = schema })
    as           = required(sql, "Query of the view; usually a heredoc that interpolates table names.", { role = definition, sql = query })
    depends_on   = optional(list(ref(table, view, function)), "Objects the query reads; they are created first.", { role = depends_on })
    check_option = optional(enum(check_option), "WITH CHECK OPTION scope for writes through the view.")
    security     = optional(enum(security), "Whose privileges the view runs with.")
    comment      = optional(string, "Free text about the view.", { role = comment })
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
        type     = bigint
        unsigned = true
      }
    HCL
    attributes {
      type     = required(type, "Type of the column.", { role = type })
      null     = optional(bool, "Whether the column may be NULL.", { role = null, default = false })
      unsigned = optional(bool, "Non-negative numeric type.", { role = unsigned })
      comment  = optional(string, "Column comment.", { role = comment })
    }
  }
}

block "function" {
  doc           = "A stored function. There is no lang attribute in this dialect."
  labels        = ["schema?", "name"]
  role          = function
  referenced_as = "function.<name> | function.<schema>.<name>"
  pro           = true
  example       = <<-HCL
    function "net" {
      schema = schema.shop
      arg "gross" {
        type = decimal(10,2)
      }
      return        = decimal(10,2)
      as            = "RETURN gross / 1.2"
      deterministic = true
      data_access   = NO_SQL
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Database that owns the function.", { role = schema })
    return        = required(type, "Type of the result.")
    as            = required(sql, "Body: a RETURN statement or a BEGIN ... END block.", { role = definition, sql = body })
    deterministic = optional(bool, "DETERMINISTIC when true, NOT DETERMINISTIC otherwise.")
    data_access   = optional(enum(data_access), "Declared data use of the body.")
    security      = optional(enum(security), "Whose privileges the function runs with.")
    comment       = optional(string, "Routine comment.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "arg" {
    doc        = "One parameter of a function, in order."
    labels     = ["name"]
    repeatable = true
    pro        = true
    example    = <<-HCL
      arg "gross" {
        type = int
      }
    HCL
    attributes {
      type    = required(type, "Type of the parameter.", { role = type })
      mode    = optional(enum(function_arg_mode), "Functions only have IN parameters.", { default = "IN" })
      charset = optional(string, "Character set of a text parameter.", { role = charset, suggest = charset })
      collate = optional(string, "Collation of a text parameter.", { role = collate, suggest = collation })
    }
  }
}

block "procedure" {
  doc           = "A stored procedure."
  labels        = ["schema?", "name"]
  role          = procedure
  referenced_as = "procedure.<name> | procedure.<schema>.<name>"
  pro           = true
  example       = <<-HCL
    procedure "log_it" {
      schema = schema.shop
      arg "msg" {
        type = varchar(50)
        mode = IN
      }
      as = "INSERT INTO logs VALUES (msg)"
    }
  HCL
  attributes {
    schema        = required(ref(schema), "Database that owns the procedure.", { role = schema })
    as            = required(sql, "Body: one statement or a BEGIN ... END block.", { role = definition, sql = body })
    deterministic = optional(bool, "DETERMINISTIC when true.")
    data_access   = optional(enum(data_access), "Declared data use of the body.")
    security      = optional(enum(security), "Whose privileges the procedure runs with.")
    comment       = optional(string, "Routine comment.", { role = comment })
  }
  shared {
    annotation = block("annotation", { max = 1 })
  }

  block "arg" {
    doc        = "One parameter of a procedure, in order."
    labels     = ["name"]
    repeatable = true
    pro        = true
    example    = <<-HCL
      arg "res" {
        type = int
        mode = OUT
      }
    HCL
    attributes {
      type    = required(type, "Type of the parameter.", { role = type })
      mode    = optional(enum(procedure_arg_mode), "Direction of the parameter; IN when absent.", { default = "IN" })
      charset = optional(string, "Character set of a text parameter.", { role = charset, suggest = charset })
      collate = optional(string, "Collation of a text parameter.", { role = collate, suggest = collation })
    }
  }
}

block "trigger" {
  doc           = "A row trigger on a table: one timing block with one event, and a body. Its database is that of the table."
  labels        = ["name"]
  role          = trigger
  referenced_as = "trigger.<name>"
  repeatable    = true
  pro           = true
  example       = <<-HCL
    trigger "orders_log" {
      on = table.orders
      after {
        insert = true
      }
      as = "INSERT INTO log VALUES (NEW.id)"
    }
  HCL
  attributes {
    on       = required(ref(table), "Table the trigger watches.", { role = target })
    as       = required(sql, "Body: one statement or a BEGIN ... END block.", { role = definition, sql = body })
    for      = optional(enum(trigger_for), "Granularity; only ROW exists and it is the default. Same as foreach.")
    foreach  = optional(enum(trigger_for), "Another name for for; give one of the two.")
    follows  = optional(ref(trigger), "Trigger of the same table and event to run after.")
    precedes = optional(ref(trigger), "Trigger of the same table and event to run before.")
  }
  exclusive {
    names = ["foreach", "for"]
  }
  exclusive {
    names = ["follows", "precedes"]
  }
  exclusive {
    names = ["before", "after"]
  }
  one_of {
    names = ["before", "after"]
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
        insert = true
      }
    HCL
    attributes {
      insert = optional(bool, "On INSERT.")
      update = optional(bool, "On UPDATE.")
      delete = optional(bool, "On DELETE.")
    }
    exclusive {
      names = ["insert", "update", "delete"]
    }
    one_of {
      names = ["insert", "update", "delete"]
    }
  }

  block "after" {
    doc     = "Fires the trigger after one kind of row change."
    like    = "trigger.before"
    max     = 1
    pro     = true
    example = <<-HCL
      after {
        insert = true
      }
    HCL
  }
}

block "role" {
  doc           = "A role of the server that collects privileges. The label may carry a host (name@host)."
  labels        = ["name"]
  referenced_as = "role.<name> | role[\"name@host\"]"
  pro           = true
  example       = <<-HCL
    role "reader" {
      comment = "read only"
    }
  HCL
  attributes {
    comment              = optional(string, "Free text about the role.", { role = comment })
    member_of            = optional(list(ref(role)), "Roles whose privileges this one inherits.")
    max_connections      = optional(int, "Connections allowed per hour; 0 is no limit.", { min = 0, uncertain = true })
    max_questions        = optional(int, "Statements allowed per hour; 0 is no limit.", { min = 0, uncertain = true })
    max_updates          = optional(int, "Updates allowed per hour; 0 is no limit.", { min = 0, uncertain = true })
    max_user_connections = optional(int, "Connections allowed at one time; 0 is the server's limit.", { min = 0, uncertain = true })
    password_lifetime    = optional(int, "Days until the password expires.", { min = 0, uncertain = true })
    password_expired     = optional(bool, "Marks the password as expired.", { uncertain = true })
    account_locked       = optional(bool, "Locks the account.", { uncertain = true })
  }
}

block "user" {
  doc           = "A login account of the server. The label is the name, optionally with @host."
  labels        = ["name"]
  referenced_as = "user.<name> | user[\"name@host\"]"
  pro           = true
  example       = <<-HCL
    user "api@%" {
      password             = var.api_password
      max_user_connections = 20
      member_of            = [role.reader]
    }
  HCL
  attributes {
    password             = optional(string, "Password; take it from an input variable.")
    auth_plugin          = optional(string, "Authentication plugin in place of a password, for instance AWSAuthenticationPlugin.")
    comment              = optional(string, "Free text about the account.", { role = comment })
    member_of            = optional(list(ref(role)), "Roles granted to the account.")
    max_connections      = optional(int, "Connections allowed per hour; 0 is no limit.", { min = 0 })
    max_questions        = optional(int, "Statements allowed per hour; 0 is no limit.", { min = 0 })
    max_updates          = optional(int, "Updates allowed per hour; 0 is no limit.", { min = 0 })
    max_user_connections = optional(int, "Connections allowed at one time; 0 is the server's limit.", { min = 0 })
    password_lifetime    = optional(int, "Days until the password expires.", { min = 0 })
    password_expired     = optional(bool, "Marks the password as expired.")
    account_locked       = optional(bool, "Locks the account.")
  }
}

block "permission" {
  doc        = "Grants privileges on one object to one role or user. Usually without a label; for_each makes one grant per object."
  labels     = ["name?"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    permission {
      for_each   = [table.orders, table.users]
      for        = each.value
      to         = role.reader
      privileges = [SELECT]
    }
  HCL
  attributes {
    to         = required(ref(role, user) || string, "Who receives the privileges.")
    for        = required(ref(schema, table, view, function, procedure, column), "Object the privileges apply to; a column reference grants on that column only.")
    privileges = required(list(enum(privilege)), "Privileges to grant.")
    grantable  = optional(bool, "Lets the receiver grant them on (WITH GRANT OPTION).")
    for_each   = optional(any, "Repeats the block over a set, tuple or object; each.key and each.value are available.", { role = for_each, meta = true })
  }
}

enum "engine" {
  strings = true
  words = {
    InnoDB = "Transactions, foreign keys, row locks: the default."
    MyISAM = "Older engine without transactions and foreign keys."
    Memory = "Kept in memory only; empty after a restart."
    CSV    = "Text files of comma-separated values; no indexes."
    NDB    = "MySQL Cluster."
  }
}

enum "index_type" {
  strings = true
  words = {
    BTREE    = "Balanced tree: equality, ranges and order."
    HASH     = "Equality only; Memory and NDB engines."
    FULLTEXT = "Words of char, varchar and text columns."
    SPATIAL  = "Areas of spatial columns, which must be NOT NULL."
  }
}

enum "index_parser" {
  strings = true
  words = {
    ngram = "Pieces of fixed length, for Chinese, Japanese and Korean."
    mecab = "Words of Japanese."
  }
}

enum "generated_type" {
  strings = true
  words = {
    VIRTUAL    = "Computed whenever it is read; takes no space."
    STORED     = "Computed when the row is written, and stored."
    PERSISTENT = "The older MariaDB word for STORED."
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

enum "partition_type" {
  strings = true
  words = {
    RANGE         = "By ranges of an expression."
    RANGE_COLUMNS = "By ranges of columns."
    LIST          = "By lists of values of an expression."
    LIST_COLUMNS  = "By lists of values of columns."
    HASH          = "Spread evenly by an expression."
    LINEAR_HASH   = "As HASH, with a faster way to add partitions."
    KEY           = "Spread evenly by the server's own hash of columns."
    LINEAR_KEY    = "As KEY, with a faster way to add partitions."
  }
}

enum "check_option" {
  strings = true
  words = {
    LOCAL    = "Rows written through the view must satisfy this view's condition."
    CASCADED = "Rows written through the view must satisfy its condition and those of the views below it."
  }
}

enum "security" {
  strings = true
  words = {
    DEFINER = "Runs with the rights of its owner."
    INVOKER = "Runs with the rights of the caller."
  }
}

enum "data_access" {
  strings = true
  words = {
    CONTAINS_SQL      = "Contains SQL that neither reads nor writes data."
    NO_SQL            = "Contains no SQL."
    READS_SQL_DATA    = "Reads data."
    MODIFIES_SQL_DATA = "Writes data."
  }
}

enum "function_arg_mode" {
  strings = true
  words = {
    IN = "Given by the caller."
  }
}

enum "procedure_arg_mode" {
  strings = true
  words = {
    IN    = "Given by the caller."
    OUT   = "Returned to the caller."
    INOUT = "Given by the caller and returned, perhaps changed."
  }
}

enum "trigger_for" {
  strings = true
  words = {
    ROW = "Once for each row."
  }
}

enum "privilege" {
  strings = true
  words = [
    "ALL", "SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE", "CREATE", "DROP", "ALTER", "INDEX", "REFERENCES",
    "TRIGGER", "EVENT", "CREATE_VIEW", "SHOW_VIEW", "CREATE_ROUTINE", "ALTER_ROUTINE", "CREATE_TEMPORARY_TABLES",
    "LOCK_TABLES",
  ]
}

enum "engine_string_suggestions" {
  words = ["MyRocks", "ARCHIVE", "BLACKHOLE", "FEDERATED", "MERGE", "NDBCLUSTER"]
}
