# The language of Atlas project file files, as data: see docs/reference/dialect.md for the language of this file.
dialect "config" {
  title            = "Atlas project file"
  language_id      = "atlas-config"
  file_name        = "atlas.hcl"
  engine           = "config"
  config_functions = true
  scope            = ["atlas", "self"]
  open             = [attributes]
}

block "atlas" {
  doc     = "Connects the project to Atlas Cloud. It is evaluated before every other block, has no labels and may occur once. Evaluated first (init block)."
  max     = 1
  example = <<-HCL
    atlas {
      cloud {
        org = "acme"
      }
    }
  HCL

  block "cloud" {
    doc     = "Account details for Atlas Cloud. In mid-2026 material one of `org` or `token` has to be there; the October 2024 type checker still demanded `token`."
    min     = 1
    max     = 1
    example = <<-HCL
      cloud {
        token = var.cloud_token
      }
    HCL
    attributes {
      token   = optional(string, "Access token of a bot or user. Usually var.x or getenv(...). Superseded by `atlas login` for people.")
      org     = optional(string, "Organisation slug the run must belong to. A login to another organisation is an error.")
      project = optional(string, "Cloud project name; old field, still decoded by the open source code.", { deprecated = true })
      url     = optional(string, "Address of another Atlas Cloud endpoint. Seen only in Atlas's own Go tests; do not offer it as a completion.")
    }
    one_of {
      names = ["org", "token"]
    }
  }
}

block "variable" {
  doc           = "Declares an input value. Values come from --var name=value, from attributes of the selected env (for schema files), from `vars` maps, or from `default`. Without value and default, loading stops. The open source decoder accepts exactly these three attributes and no child block, with strict HCL decoding: anything else in a variable block is an error even in the community edition."
  labels        = ["name"]
  role          = variable
  referenced_as = "var.<name>"
  example       = <<-HCL
    variable "tenant" {
      type    = string
      default = "public"
    }
  HCL
  attributes {
    type        = required(typeexpr, "A type constraint, not a string: string, bool, number, int, list(T), set(T), map(T), tuple([...]), object({...}).", { role = type })
    default     = optional(any, "Value used when none is supplied. It may use literals and functions but neither var.* nor local.*.", { role = default })
    description = optional(string, "Free text for people.")
  }

  block "validation" {
    doc        = "A check on the value of the variable; may repeat. Only newer non-community builds know it."
    repeatable = true
    pro        = true
    example    = <<-HCL
      validation {
        condition     = can(regex("^[a-z_]+$", var.tenant))
        error_message = "tenant must be lower case"
      }
    HCL
    attributes {
      condition     = required(bool, "Expression over var.<name> that must be true.")
      error_message = required(string, "Text shown when the condition is false.")
    }
  }
}

block "locals" {
  doc           = "Named values private to the project. Several blocks are merged; each attribute is one local. Values may use var, local, data and atlas.env."
  role          = locals
  referenced_as = "local.<attribute>"
  repeatable    = true
  open          = [attributes]
  example       = <<-HCL
    locals {
      dev = "docker://postgres/17/dev?search_path=public"
    }
  HCL
}

block "data" {
  doc    = "A data source; its first label selects the kind."
  labels = ["kind", "name"]
  role   = data
  open   = [attributes, blocks]

  variant "sql" {
    doc           = "Runs one query and exposes its rows. Evaluated only when something that is loaded refers to it. Newer documents iterate whole rows (each.value.<column>) after wrapping the values; the open source build has scalars only. Result: count (int), values (list(string|number|bool)), value (first element, null when there are no rows)."
    role          = data
    referenced_as = "data.sql.<name>.count | data.sql.<name>.values | data.sql.<name>.value"
    example       = <<-HCL
      data "sql" "tenants" {
        url   = var.url
        query = "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE ?"
        args  = [var.pattern]
      }
    HCL
    attributes {
      url   = required(string, "Connection URL of the database to ask.", { url = database })
      query = required(sql, "SQL text that returns rows. In the open source build only the first column is kept.", { sql = script })
      args  = optional(list(any), "Query arguments; strings, numbers or booleans, in placeholder order.", { message = "data.sql.{label}: attribute \"args\" must be a list, got: {type}" })
    }
  }

  variant "external" {
    doc           = "Runs a local program and returns its standard output as a string, usually wrapped in jsondecode(). Result: string."
    role          = data
    rules         = ["config_external"]
    referenced_as = "data.external.<name>"
    example       = <<-HCL
      data "external" "env" {
        program = ["node", "print-env.js"]
      }
      locals {
        env = jsondecode(data.external.env)
      }
    HCL
    attributes {
      program     = required(list(string), "Program and its arguments. Must not be empty.")
      working_dir = optional(string, "Directory the program starts in.", { url = folder })
    }
  }

  variant "external_schema" {
    doc           = "Runs a program (an ORM loader, for example) whose standard output is SQL DDL and uses it as a desired state. The mid-2026 open source build registers the name only to report that it needs another edition; up to v0.3x it worked everywhere. Result: url (string)."
    role          = data
    referenced_as = "data.external_schema.<name>.url"
    pro           = true
    example       = <<-HCL
      data "external_schema" "gorm" {
        program = ["go", "run", "-mod=mod", "./loader"]
      }
    HCL
    attributes {
      program     = required(list(string), "Program and its arguments.")
      working_dir = optional(string, "Directory the program starts in.", { url = folder })
    }
  }

  variant "composite_schema" {
    doc           = "Glues several desired states (files, ORMs, registry schemas) into one schema graph. Later parts may refer to objects of earlier ones. Not registered at all in the open source build: error `missing data source handler for \"composite_schema\"`. Result: url (string)."
    role          = data
    referenced_as = "data.composite_schema.<name>.url"
    pro           = true
    example       = <<-HCL
      data "composite_schema" "app" {
        schema "inventory" {
          url = data.external_schema.orm.url
        }
        schema "graph" {
          url = "ent://ent/schema"
        }
      }
    HCL

    block "schema" {
      doc        = "One part of the composition; repeatable, at least one. The label says which database schema the part lands in; without a label the part may hold several schemas."
      labels     = ["name?"]
      min        = 1
      repeatable = true
      pro        = true
      example    = <<-HCL
        schema "public" {
          url = "file://triggers.my.hcl"
        }
      HCL
      attributes {
        url = required(string, "Where the part comes from: file://, ent://, atlas://, a data source url, or a database URL.", { url = part })
      }
    }
  }

  variant "remote_dir" {
    doc           = "A migration directory that is stored in the Atlas registry. `atlas://name?tag=x` URLs do the same in newer versions. Result: url (string)."
    role          = data
    referenced_as = "data.remote_dir.<name>.url"
    pro           = true
    example       = <<-HCL
      data "remote_dir" "migrations" {
        name = "myapp"
      }
    HCL
    attributes {
      name = required(string, "Name (slug) of the directory in the registry.", { role = name })
      tag  = optional(string, "Tag to read, a commit for instance; the newest version when absent.")
    }
  }

  variant "remote_schema" {
    doc           = "A desired schema that is stored in the Atlas registry. Result: url (string)."
    role          = data
    referenced_as = "data.remote_schema.<name>.url"
    pro           = true
    example       = <<-HCL
      data "remote_schema" "app" {
        name = "app"
        tag  = "v1"
      }
    HCL
    attributes {
      name    = required(string, "Repository name in the registry.", { role = name })
      tag     = optional(string, "Tag to read.")
      version = optional(string, "Version to read.")
    }
  }

  variant "template_dir" {
    doc           = "Renders a directory of Go templates into a migration directory that lives in memory. Any other attribute is rejected with `unexpected attributes`. Result: url (string)."
    role          = data
    referenced_as = "data.template_dir.<name>.url"
    example       = <<-HCL
      data "template_dir" "migrations" {
        path = "migrations"
        vars = {
          Schema = var.tenant
        }
      }
    HCL
    attributes {
      path = required(string, "Template directory; must exist and be a directory.", { url = folder })
      vars = optional(map(any), "Values for the templates: strings, numbers, booleans or lists of them.", { message = "data.template_dir.{label}: attribute \"vars\" must be a map, got: {type}" })
    }
  }

  variant "hcl_schema" {
    doc           = "Loads Atlas HCL schema files with input values and offers the result as a desired state. Result: url (string)."
    role          = data
    referenced_as = "data.hcl_schema.<name>.url"
    example       = <<-HCL
      data "hcl_schema" "app" {
        paths = fileset("schema/*.pg.hcl")
        vars = {
          tenant = var.tenant
        }
      }
    HCL
    attributes {
      path  = optional(string, "One file or directory.", { url = path })
      paths = optional(list(string), "Several files, often fileset(...).", { url = path })
      vars  = optional(map(any), "Input values for the variable blocks of the schema files.")
    }
    exclusive {
      names   = ["path", "paths"]
      message = "data.hcl_schema.{label}: path and paths cannot be set together"
    }
    one_of {
      names   = ["path", "paths"]
      message = "data.hcl_schema.{label}: path or paths must be set"
    }
  }

  variant "runtimevar" {
    doc           = "Reads a secret or setting through the Go CDK runtimevar drivers. The URL scheme chooses the back end. Result: string."
    role          = data
    rules         = ["config_runtimevar"]
    referenced_as = "data.runtimevar.<name>"
    example       = <<-HCL
      data "runtimevar" "pass" {
        url = "awssecretsmanager://db-pass?region=us-east-1"
      }
    HCL
    attributes {
      url = required(string, "gcpruntimeconfig://, gcpsecretmanager://, awsparamstore://, awssecretsmanager://, constant://, file://, http:// or https:// URL. Query parameters: decoder (only `string`), timeout (Go duration, 10s when absent).", { url = secret })
    }
  }

  variant "aws_rds_token" {
    doc           = "Creates a short-lived IAM password for Amazon RDS. The 2026 reference has one more optional string attribute that holds the ARN of a role to assume; its name could not be read. Result: string (pass through urlescape)."
    role          = data
    referenced_as = "data.aws_rds_token.<name>"
    example       = <<-HCL
      data "aws_rds_token" "db" {
        endpoint = local.endpoint
        region   = "us-east-1"
        username = "migrator"
      }
    HCL
    attributes {
      endpoint = required(string, "host:port of the database.")
      region   = optional(string, "AWS region; from the AWS configuration when absent.")
      username = required(string, "Database user.")
      profile  = optional(string, "Name of an AWS profile; the default profile when absent. Since v0.27.")
    }
  }

  variant "gcp_cloudsql_token" {
    doc           = "Creates a short-lived IAM password for Google Cloud SQL from the default credentials. Result: string (pass through urlescape)."
    role          = data
    referenced_as = "data.gcp_cloudsql_token.<name>"
    example       = <<-HCL
      data "gcp_cloudsql_token" "db" {}
    HCL
    attributes {
      region = optional(string, "Listed by the 2024 generated reference; the open source code reads no attribute.")
    }
  }

  variant "azure_db_token" {
    doc           = "Creates a short-lived Microsoft Entra password for Azure databases. Attributes not confirmed; allow unknown ones. Result: string (pass through urlescape)."
    role          = data
    referenced_as = "data.azure_db_token.<name>"
    open          = [attributes]
    pro           = true
    example       = <<-HCL
      data "azure_db_token" "db" {}
    HCL
  }

  variant "blob_dir" {
    doc           = "A migration directory in object storage. Result: url (string)."
    role          = data
    referenced_as = "data.blob_dir.<name>.url"
    pro           = true
    example       = <<-HCL
      data "blob_dir" "migrations" {
        url = "s3://acme-migrations/app?region=us-east-1"
      }
    HCL
    attributes {
      url = required(string, "Bucket URL such as s3://bucket/path?region=...&profile=..., gs:// or azblob://.", { url = bucket })
    }
  }

  variant "cloud_databases" {
    doc           = "Lists the databases that Atlas Cloud knows for a repository, to drive for_each. Result: targets (list(object) with current_version among the fields)."
    role          = data
    referenced_as = "data.cloud_databases.<name>.targets"
    pro           = true
    example       = <<-HCL
      data "cloud_databases" "all" {
        repo = "app"
        env  = "prod"
      }
    HCL
    attributes {
      repo = required(string, "Registry repository.")
      env  = optional(string, "Keep only databases of this env.")
    }
  }
}

block "diff" {
  doc     = "Policy for computing differences: what to skip and how to spell statements. A label names the driver the policy is for (newer versions)."
  labels  = ["driver?"]
  example = <<-HCL
    diff {
      skip {
        drop_schema = true
        drop_table  = true
      }
      concurrent_index {
        create = true
        drop   = true
      }
    }
  HCL

  block "skip" {
    doc     = "Kinds of change that are dropped from a plan."
    max     = 1
    example = <<-HCL
      skip {
        drop_table = true
      }
    HCL
    attributes {
      add_schema         = optional(bool, "Leave out changes that add a schema.")
      drop_schema        = optional(bool, "Leave out changes that drop a schema.")
      modify_schema      = optional(bool, "Leave out changes that modify a schema.")
      add_table          = optional(bool, "Leave out changes that add a table.")
      drop_table         = optional(bool, "Leave out changes that drop a table.")
      modify_table       = optional(bool, "Leave out changes that modify a table.")
      rename_table       = optional(bool, "Leave out renames of a table.")
      add_column         = optional(bool, "Leave out changes that add a column.")
      drop_column        = optional(bool, "Leave out changes that drop a column.")
      modify_column      = optional(bool, "Leave out changes that modify a column.")
      add_index          = optional(bool, "Leave out changes that add a index.")
      drop_index         = optional(bool, "Leave out changes that drop a index.")
      modify_index       = optional(bool, "Leave out changes that modify a index.")
      add_foreign_key    = optional(bool, "Leave out changes that add a foreign key.")
      drop_foreign_key   = optional(bool, "Leave out changes that drop a foreign key.")
      modify_foreign_key = optional(bool, "Leave out changes that modify a foreign key.")
      add_view           = optional(bool, "Leave out changes that add a view.", { pro = true })
      drop_view          = optional(bool, "Leave out changes that drop a view.", { pro = true })
      modify_view        = optional(bool, "Leave out changes that modify a view.", { pro = true })
      rename_view        = optional(bool, "Leave out renames of a view.", { pro = true })
      add_func           = optional(bool, "Leave out changes that add a function.", { pro = true })
      drop_func          = optional(bool, "Leave out changes that drop a function.", { pro = true })
      modify_func        = optional(bool, "Leave out changes that modify a function.", { pro = true })
      rename_func        = optional(bool, "Leave out renames of a function.", { pro = true })
      add_proc           = optional(bool, "Leave out changes that add a procedure.", { pro = true })
      drop_proc          = optional(bool, "Leave out changes that drop a procedure.", { pro = true })
      modify_proc        = optional(bool, "Leave out changes that modify a procedure.", { pro = true })
      rename_proc        = optional(bool, "Leave out renames of a procedure.", { pro = true })
      add_trigger        = optional(bool, "Leave out changes that add a trigger.", { pro = true })
      drop_trigger       = optional(bool, "Leave out changes that drop a trigger.", { pro = true })
      modify_trigger     = optional(bool, "Leave out changes that modify a trigger.", { pro = true })
      rename_trigger     = optional(bool, "Leave out renames of a trigger.", { pro = true })
      rename_constraint  = optional(bool, "Leave out renames of constraints. Known to the open source struct; missing from the 2024 generated reference.")
    }
  }

  block "concurrent_index" {
    doc     = "PostgreSQL: build and drop indexes with CONCURRENTLY."
    max     = 1
    example = <<-HCL
      concurrent_index {
        create = true
      }
    HCL
    attributes {
      create = optional(bool, "Use CREATE INDEX CONCURRENTLY.")
      add    = optional(bool, "Another name for create; the name used by the generated reference.")
      drop   = optional(bool, "Use DROP INDEX CONCURRENTLY.")
    }
  }

  block "materialized" {
    doc     = "How materialized views are created."
    max     = 1
    pro     = true
    example = <<-HCL
      materialized {
        with_no_data = true
      }
    HCL
    attributes {
      with_no_data = optional(bool, "Create them empty (WITH NO DATA).")
    }
  }

  block "add_table" {
    doc     = "How tables are created."
    max     = 1
    pro     = true
    example = <<-HCL
      add_table {
        if_not_exists = true
      }
    HCL
    attributes {
      if_not_exists = optional(bool, "Emit IF NOT EXISTS.")
    }
  }

  block "drop_table" {
    doc     = "How tables are dropped."
    max     = 1
    pro     = true
    example = <<-HCL
      drop_table {
        if_exists = true
      }
    HCL
    attributes {
      if_exists = optional(bool, "Emit IF EXISTS.")
      cascade   = optional(bool, "Emit CASCADE.")
    }
  }

  block "add_column" {
    doc     = "How columns are added."
    max     = 1
    pro     = true
    example = <<-HCL
      add_column {
        if_not_exists = true
      }
    HCL
    attributes {
      if_not_exists = optional(bool, "Emit IF NOT EXISTS.")
    }
  }

  block "add_index" {
    doc     = "How indexes are added."
    max     = 1
    pro     = true
    example = <<-HCL
      add_index {
        if_not_exists = true
      }
    HCL
    attributes {
      if_not_exists = optional(bool, "Emit IF NOT EXISTS.")
    }
  }

  block "not_null" {
    doc     = "PostgreSQL: how a column becomes NOT NULL. Lock_safe requires check."
    max     = 1
    pro     = true
    example = <<-HCL
      not_null {
        check     = true
        lock_safe = true
      }
    HCL
    attributes {
      check     = optional(bool, "First add a NOT VALID check and validate it.")
      lock_safe = optional(bool, "Also split the steps to shorten locks; needs check = true.")
    }
    rules = ["config_not_null"]
  }

  block "session_settings" {
    doc        = "ClickHouse: settings for the sessions that run planned statements."
    repeatable = true
    open       = [attributes]
    pro        = true
    attributes {
      match  = optional(string, "Pattern of the statements it applies to.")
      values = optional(map(any), "Setting names and values.")
    }
  }
}

block "lint" {
  doc        = "Policy of `migrate lint`, `schema lint` and of the review step of `schema apply`."
  repeatable = true
  example    = <<-HCL
    lint {
      latest = 1
      review = ERROR
      destructive {
        error = true
      }
      naming {
        match   = "^[a-z_]+$"
        message = "must be lower case"
      }
    }
  HCL
  attributes {
    latest = optional(int, "Analyze the newest N migration files.")
    format = optional(string, "Go template for the report.")
    log    = optional(string, "Old name of format.", { deprecated = true })
    review = optional(enum(review), "When `schema apply` asks a person: ALWAYS, on any diagnostic (WARNING), on errors only (ERROR). Bare identifier or string.")
  }
  exclusive {
    names = ["latest", "git"]
  }
  exclusive {
    names   = ["log", "format"]
    message = "cannot use both 'log' and 'format' in the same lint block"
  }

  block "git" {
    doc     = "Choose the analyzed files by comparing with a git branch."
    max     = 1
    example = <<-HCL
      git {
        base = "master"
        dir  = "migrations"
      }
    HCL
    attributes {
      base = optional(string, "Branch to compare with.")
      dir  = optional(string, "Working directory for git.")
    }
  }

  block "destructive" {
    doc     = "Analyzer for dropped schemas, tables and columns (DS101-DS103)."
    max     = 1
    example = <<-HCL
      destructive {
        error = true
        allow_table {
          match = "drop_.+"
        }
      }
    HCL
    attributes {
      error = optional(bool, "Turn the findings into errors. Default true.")
      force = optional(bool, "Ignore nolint directives for this analyzer.", { pro = true })
    }

    block "allow_table" {
      doc        = "Tables that may be dropped."
      repeatable = true
      pro        = true
      example    = <<-HCL
        allow_table {
          match = "drop_.+"
        }
      HCL
      attributes {
        match = required(string, "Regular expression over the table name.")
      }
    }

    block "allow_column" {
      doc        = "Columns that may be dropped."
      repeatable = true
      pro        = true
      example    = <<-HCL
        allow_column {
          match = "drop_.+"
        }
      HCL
      attributes {
        match = required(string, "Regular expression over the column name.")
      }
    }
  }

  block "data_depend" {
    doc     = "Analyzer for changes whose success depends on existing rows (MF101-MF104)."
    max     = 1
    example = <<-HCL
      data_depend {
        error = true
      }
    HCL
    attributes {
      error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
    }
  }

  block "incompatible" {
    doc     = "Analyzer for changes that break running applications (BC101-BC104)."
    max     = 1
    example = <<-HCL
      incompatible {
        error = true
      }
    HCL
    attributes {
      error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
    }

    block "drop_column" {
      doc     = "Text for dropped columns."
      max     = 1
      pro     = true
      example = <<-HCL
        drop_column {
          message = "deprecate $${self.table.name}.$${self.name} first"
        }
      HCL
      attributes {
        message = optional(string, "Report text; $${self.name} and $${self.table.name} are filled in.")
      }
    }
  }

  block "condrop" {
    doc     = "Analyzer for dropped constraints (CD101-CD103)."
    max     = 1
    example = <<-HCL
      condrop {
        error = true
      }
    HCL
    attributes {
      error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
    }
  }

  block "non_linear" {
    doc     = "Analyzer for files added out of order or edited afterwards."
    max     = 1
    pro     = true
    example = <<-HCL
      non_linear {
        error   = true
        on_edit = WARN
      }
    HCL
    attributes {
      error   = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      on_edit = optional(enum(on_edit), "Level for an edit of the newest file.", { uncertain = true })
    }
  }

  block "naming" {
    doc     = "Analyzer for names (NM101-NM106). The pair on the block itself is the fallback for all kinds."
    max     = 1
    example = <<-HCL
      naming {
        match = "^[a-z_]+$"
        index {
          match   = "^[a-z_]+_idx$"
          message = "end index names with _idx"
        }
      }
    HCL
    attributes {
      error   = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      match   = optional(string, "Regular expression for every kind without its own block.")
      message = optional(string, "Text added to the report.")
    }

    block "schema" {
      doc     = "Pattern for schema names."
      max     = 1
      example = <<-HCL
        schema {
          match = "^[a-z_]+$"
        }
      HCL
      attributes {
        match   = optional(string, "Regular expression (RE2).")
        message = optional(string, "Text added to the report.")
      }
    }

    block "table" {
      doc     = "Pattern for table names."
      max     = 1
      example = <<-HCL
        table {
          match = "^[a-z_]+$"
        }
      HCL
      attributes {
        match   = optional(string, "Regular expression (RE2).")
        message = optional(string, "Text added to the report.")
      }
    }

    block "column" {
      doc     = "Pattern for column names."
      max     = 1
      ordered = true
      example = <<-HCL
        column {
          match = "^[a-z_]+$"
        }
      HCL
      attributes {
        match   = optional(string, "Regular expression (RE2).")
        message = optional(string, "Text added to the report.")
      }
    }

    block "index" {
      doc     = "Pattern for index names."
      max     = 1
      example = <<-HCL
        index {
          match = "^[a-z_]+$"
        }
      HCL
      attributes {
        match   = optional(string, "Regular expression (RE2).")
        message = optional(string, "Text added to the report.")
      }
    }

    block "foreign_key" {
      doc     = "Pattern for foreign key names."
      max     = 1
      example = <<-HCL
        foreign_key {
          match = "^[a-z_]+$"
        }
      HCL
      attributes {
        match   = optional(string, "Regular expression (RE2).")
        message = optional(string, "Text added to the report.")
      }
    }

    block "check" {
      doc     = "Pattern for check names."
      max     = 1
      example = <<-HCL
        check {
          match = "^[a-z_]+$"
        }
      HCL
      attributes {
        match   = optional(string, "Regular expression (RE2).")
        message = optional(string, "Text added to the report.")
      }
    }
  }

  block "concurrent_index" {
    doc     = "PostgreSQL analyzer for indexes made without CONCURRENTLY (PG101-PG110)."
    max     = 1
    example = <<-HCL
      concurrent_index {
        error = true
      }
    HCL
    attributes {
      error        = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      check_create = optional(bool, "Report CREATE INDEX without CONCURRENTLY.")
      check_drop   = optional(bool, "Report DROP INDEX without CONCURRENTLY.")
      check_txmode = optional(bool, "Report CONCURRENTLY in a file without `atlas:txmode none`.")
    }
  }

  block "nestedtx" {
    doc     = "Analyzer for transaction statements inside files that Atlas already wraps (TX101, TX201)."
    max     = 1
    pro     = true
    example = <<-HCL
      nestedtx {
        error = true
      }
    HCL
    attributes {
      error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
    }
  }

  block "ownership" {
    doc        = "Policy that says who may change which object (OW101, OW102). Label is the provider, github. Rules are tried in order; a deny beats an allow for the same object; what no rule matches follows `default`. Since 2026."
    labels     = [label("provider", ["github"])]
    repeatable = true
    pro        = true
    example    = <<-HCL
      ownership "github" {
        allow "core" {
          match = "public.*[type=table]"
          teams = ["backend"]
        }
      }
    HCL
    attributes {
      default = optional(enum(ownership_default), "What happens to objects that no rule matches; DENY when absent.")
    }

    block "allow" {
      doc        = "People who may change the matched objects."
      labels     = ["name?"]
      repeatable = true
      pro        = true
      example    = <<-HCL
        allow "core" {
          match = "public.*"
          users = ["octocat"]
        }
      HCL
      attributes {
        match = required(string, "Glob over qualified names, with the selector suffix [type=...] as in exclude.")
        teams = optional(list(string), "GitHub team slugs; membership is asked with GITHUB_TOKEN.")
        users = optional(list(string), "GitHub user names.")
      }
    }

    block "deny" {
      doc        = "People who may not change the matched objects."
      like       = "lint.ownership.allow"
      labels     = ["name?"]
      repeatable = true
      pro        = true
      example    = <<-HCL
        deny "core" {
          match = "public.*"
          users = ["octocat"]
        }
      HCL
    }
  }

  block "statement" {
    doc        = "Custom regular expression rules over statements. Only the existence of the analyzer is confirmed."
    labels     = ["name?"]
    repeatable = true
    open       = [attributes, blocks]
    pro        = true
    example    = <<-HCL
      statement {
        error = true
      }
    HCL
    attributes {
      error   = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      match   = optional(string, "Regular expression over the statement text; attribute name inferred.")
      message = optional(string, "Report text; attribute name inferred.")
    }
  }

  block "check" {
    doc        = "Changes one check code of any analyzer."
    labels     = [label("code", lint_codes)]
    repeatable = true
    pro        = true
    example    = <<-HCL
      check "PG301" {
        error = true
      }
    HCL
    attributes {
      error = optional(bool, "Findings of the code are errors.")
      skip  = optional(bool, "Findings of the code are dropped.")
    }
  }

  block "rule" {
    doc        = "Loads custom rule files. First label is always hcl."
    labels     = [label("kind", ["hcl"]), "name"]
    repeatable = true
    pro        = true
    example    = <<-HCL
      rule "hcl" "policy" {
        src = ["schema.rule.hcl"]
      }
    HCL
    attributes {
      src   = required(list(string), "Paths of *.rule.hcl files.", { url = tests })
      vars  = optional(map(any), "Values for the variable blocks of those files.")
      error = optional(bool, "Findings are errors; seen in examples, not in the reference.", { uncertain = true })
    }
  }
}

block "test" {
  doc     = "Test files used by envs that have no test block of their own."
  example = <<-HCL
    test {
      schema {
        src = ["schema.test.hcl"]
        vars = {
          seed = "seed.sql"
        }
      }
      migrate {
        src = ["migrate.test.hcl"]
      }
    }
  HCL

  block "schema" {
    doc     = "Files of `schema test`; plan tests are listed here too."
    max     = 1
    example = <<-HCL
      schema {
        src = ["schema.test.hcl", "plan.test.hcl"]
      }
    HCL
    attributes {
      src  = required(list(string), "Test files.", { url = tests })
      vars = optional(map(any), "Values for variable blocks of the test files.")
    }
  }

  block "migrate" {
    doc     = "Files of `migrate test`."
    max     = 1
    example = <<-HCL
      migrate {
        src = ["migrate.test.hcl"]
      }
    HCL
    attributes {
      src  = required(list(string), "Test files.", { url = tests })
      vars = optional(map(any), "Values for variable blocks of the test files.")
    }
  }

  block "script" {
    doc     = "Files of `script test`."
    max     = 1
    pro     = true
    example = <<-HCL
      script {
        src = ["scripts.test.hcl"]
      }
    HCL
    attributes {
      src  = required(list(string), "Test files.", { url = tests })
      vars = optional(map(any), "Values for variable blocks; inferred from its siblings.", { uncertain = true })
    }
  }
}

block "env" {
  doc           = "Settings of one environment, chosen with --env. Attributes that are not in the list are allowed and become input values of the schema files. With a label the label is the name; without one `name = atlas.env` makes the block match every name that no labeled block takes."
  labels        = ["name?"]
  role          = env
  referenced_as = "not referable; inside the block atlas.env is the chosen name"
  repeatable    = true
  open          = [attributes]
  rules         = ["config_env"]
  example       = <<-HCL
    env "local" {
      src = "file://schema.pg.hcl"
      url = getenv("DATABASE_URL")
      dev = "docker://postgres/17/dev?search_path=public"
      tenant = "acme" // becomes var.tenant in schema files
    }
  HCL
  attributes {
    name     = optional(string, "Name of the environment; replaces the label. An unlabeled block needs it, and it must mention atlas.env to be chosen.", { role = name })
    url      = optional(string, "URL of the target database.", { url = database })
    dev      = optional(string, "URL of the dev database: docker://..., docker.<driver>.<name>.url, dev.<driver>.<name>.url, or a real empty database.", { url = database })
    src      = optional(string || list(string) || ref(data), "Desired state: file://..., a list of files, data.x.y.url, ent://, atlas://. Same as schema.src; this one wins in the open source code.", { url = state, message = "expected src to be either a string or strings, got: {type}" })
    schemas  = optional(list(string), "Database schemas that Atlas manages.")
    exclude  = optional(list(string), "Glob patterns of objects to ignore, such as `*.internal_*` or `public.t[type=view]`.")
    include  = optional(list(string), "Glob patterns of objects to keep.", { pro = true })
    for_each = optional(map(any) || list(string) || list(any), "Repeats the env for every element; each.key and each.value are set. Lists and maps of a declared type are refused, wrap them in toset().", { role = for_each, meta = true })
  }

  block "schema" {
    doc     = "Desired schema of the env, and its place in the registry. The 2024 reference marks src as required; newer projects write a schema block with only mode."
    max     = 1
    example = <<-HCL
      schema {
        src = "file://schema.sql"
        repo {
          name = "app"
        }
      }
    HCL
    attributes {
      src = optional(string || list(string) || ref(data), "Desired state; the same forms as env.src.", { url = state, message = "expected src to be either a string or strings, got: {type}" })
    }

    block "repo" {
      doc     = "Registry repository of the schema."
      max     = 1
      example = <<-HCL
        repo {
          name = "app"
        }
      HCL
      attributes {
        name = required(string, "Repository name.")
      }
    }

    block "mode" {
      doc     = "Switches kinds of object on and off."
      max     = 1
      pro     = true
      example = <<-HCL
        mode {
          roles       = true
          permissions = true
        }
      HCL
      attributes {
        roles       = optional(bool, "Manage roles and users.")
        permissions = optional(bool, "Manage grants.")
        tables      = optional(bool, "Manage tables.")
        views       = optional(bool, "Manage views.")
        funcs       = optional(bool, "Manage functions and procedures.")
        types       = optional(bool, "Manage types and domains.")
        objects     = optional(bool, "Manage other objects such as sequences and extensions.")
        triggers    = optional(bool, "Manage triggers.")
        sensitive   = optional(enum(sensitive), "Whether sensitive values such as passwords may appear in inspected output.")
      }
    }
  }

  block "migration" {
    doc     = "Migration directory of the env and how it is run."
    max     = 1
    example = <<-HCL
      migration {
        dir        = "file://migrations"
        exec_order = LINEAR
        repo {
          name = "app"
        }
      }
    HCL
    attributes {
      dir              = optional(string, "Directory URL: file://, atlas://, data.x.y.url.", { url = dir })
      format           = optional(enum(migration_format), "Layout of the directory; `atlas` when absent. A bare hyphenated word is not valid HCL, so golang-migrate must be quoted.", { message = "unknown dir format \"{value}\"" })
      baseline         = optional(string, "Version that is treated as already applied.")
      exec_order       = optional(enum(exec_order), "What to do with files older than the newest applied one. Hyphenated lower case spellings need quotes.", { message = "unknown execution order: \"{value}\"" })
      lock_timeout     = optional(string, "Go duration to wait for the database lock.")
      lock_name        = optional(string, "Name of the database lock.", { pro = true })
      revisions_schema = optional(string, "Schema that holds the revisions table.")
      exclude          = optional(list(string), "Glob patterns of objects to ignore when the directory is replayed.")
      tx_mode          = optional(enum(tx_mode), "Transaction per file, around all files, or none; newer versions.", { pro = true, message = "unknown tx-mode \"{value}\"" })
      to_version       = optional(string, "Last version to apply; newer versions.", { pro = true })
    }

    block "repo" {
      doc     = "Registry repository of the directory."
      max     = 1
      example = <<-HCL
        repo {
          name = "app"
        }
      HCL
      attributes {
        name = required(string, "Repository name.")
      }
    }
  }

  block "diff" {
    doc     = "Policy for computing differences: what to skip and how to spell statements. Inherits `skip` from the top level block when it has none."
    labels  = ["driver?"]
    max     = 1
    example = <<-HCL
      diff {
        skip {
          drop_schema = true
          drop_table  = true
        }
        concurrent_index {
          create = true
          drop   = true
        }
      }
    HCL

    block "skip" {
      doc     = "Kinds of change that are dropped from a plan."
      like    = "diff.skip"
      max     = 1
      example = <<-HCL
        skip {
          drop_table = true
        }
      HCL
    }

    block "concurrent_index" {
      doc     = "PostgreSQL: build and drop indexes with CONCURRENTLY."
      like    = "diff.concurrent_index"
      max     = 1
      example = <<-HCL
        concurrent_index {
          create = true
        }
      HCL
    }

    block "materialized" {
      doc     = "How materialized views are created."
      max     = 1
      pro     = true
      example = <<-HCL
        materialized {
          with_no_data = true
        }
      HCL
      attributes {
        with_no_data = optional(bool, "Create them empty (WITH NO DATA).")
      }
    }

    block "add_table" {
      doc     = "How tables are created."
      max     = 1
      pro     = true
      example = <<-HCL
        add_table {
          if_not_exists = true
        }
      HCL
      attributes {
        if_not_exists = optional(bool, "Emit IF NOT EXISTS.")
      }
    }

    block "drop_table" {
      doc     = "How tables are dropped."
      max     = 1
      pro     = true
      example = <<-HCL
        drop_table {
          if_exists = true
        }
      HCL
      attributes {
        if_exists = optional(bool, "Emit IF EXISTS.")
        cascade   = optional(bool, "Emit CASCADE.")
      }
    }

    block "add_column" {
      doc     = "How columns are added."
      max     = 1
      pro     = true
      example = <<-HCL
        add_column {
          if_not_exists = true
        }
      HCL
      attributes {
        if_not_exists = optional(bool, "Emit IF NOT EXISTS.")
      }
    }

    block "add_index" {
      doc     = "How indexes are added."
      max     = 1
      pro     = true
      example = <<-HCL
        add_index {
          if_not_exists = true
        }
      HCL
      attributes {
        if_not_exists = optional(bool, "Emit IF NOT EXISTS.")
      }
    }

    block "not_null" {
      doc     = "PostgreSQL: how a column becomes NOT NULL. Lock_safe requires check."
      max     = 1
      pro     = true
      example = <<-HCL
        not_null {
          check     = true
          lock_safe = true
        }
      HCL
      attributes {
        check     = optional(bool, "First add a NOT VALID check and validate it.")
        lock_safe = optional(bool, "Also split the steps to shorten locks; needs check = true.")
      }
    }

    block "session_settings" {
      doc        = "ClickHouse: settings for the sessions that run planned statements."
      repeatable = true
      open       = [attributes]
      pro        = true
      attributes {
        match  = optional(string, "Pattern of the statements it applies to.")
        values = optional(map(any), "Setting names and values.")
      }
    }
  }

  block "lint" {
    doc     = "Policy of `migrate lint`, `schema lint` and of the review step of `schema apply`. An env block without analyzers of its own takes all of the top level ones; review, format and the change detector are inherited one by one."
    max     = 1
    example = <<-HCL
      lint {
        latest = 1
        review = ERROR
        destructive {
          error = true
        }
        naming {
          match   = "^[a-z_]+$"
          message = "must be lower case"
        }
      }
    HCL
    attributes {
      latest = optional(int, "Analyze the newest N migration files.")
      format = optional(string, "Go template for the report.")
      log    = optional(string, "Old name of format.", { deprecated = true })
      review = optional(enum(review), "When `schema apply` asks a person: ALWAYS, on any diagnostic (WARNING), on errors only (ERROR). Bare identifier or string.")
    }
    exclusive {
      names = ["latest", "git"]
    }
    exclusive {
      names   = ["log", "format"]
      message = "cannot use both 'log' and 'format' in the same lint block"
    }

    block "git" {
      doc     = "Choose the analyzed files by comparing with a git branch."
      max     = 1
      example = <<-HCL
        git {
          base = "master"
          dir  = "migrations"
        }
      HCL
      attributes {
        base = optional(string, "Branch to compare with.")
        dir  = optional(string, "Working directory for git.")
      }
    }

    block "destructive" {
      doc     = "Analyzer for dropped schemas, tables and columns (DS101-DS103)."
      max     = 1
      example = <<-HCL
        destructive {
          error = true
          allow_table {
            match = "drop_.+"
          }
        }
      HCL
      attributes {
        error = optional(bool, "Turn the findings into errors. Default true.")
        force = optional(bool, "Ignore nolint directives for this analyzer.", { pro = true })
      }

      block "allow_table" {
        doc        = "Tables that may be dropped."
        repeatable = true
        pro        = true
        example    = <<-HCL
          allow_table {
            match = "drop_.+"
          }
        HCL
        attributes {
          match = required(string, "Regular expression over the table name.")
        }
      }

      block "allow_column" {
        doc        = "Columns that may be dropped."
        repeatable = true
        pro        = true
        example    = <<-HCL
          allow_column {
            match = "drop_.+"
          }
        HCL
        attributes {
          match = required(string, "Regular expression over the column name.")
        }
      }
    }

    block "data_depend" {
      doc     = "Analyzer for changes whose success depends on existing rows (MF101-MF104)."
      max     = 1
      example = <<-HCL
        data_depend {
          error = true
        }
      HCL
      attributes {
        error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      }
    }

    block "incompatible" {
      doc     = "Analyzer for changes that break running applications (BC101-BC104)."
      max     = 1
      example = <<-HCL
        incompatible {
          error = true
        }
      HCL
      attributes {
        error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      }

      block "drop_column" {
        doc     = "Text for dropped columns."
        max     = 1
        pro     = true
        example = <<-HCL
          drop_column {
            message = "deprecate $${self.table.name}.$${self.name} first"
          }
        HCL
        attributes {
          message = optional(string, "Report text; $${self.name} and $${self.table.name} are filled in.")
        }
      }
    }

    block "condrop" {
      doc     = "Analyzer for dropped constraints (CD101-CD103)."
      max     = 1
      example = <<-HCL
        condrop {
          error = true
        }
      HCL
      attributes {
        error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      }
    }

    block "non_linear" {
      doc     = "Analyzer for files added out of order or edited afterwards."
      max     = 1
      pro     = true
      example = <<-HCL
        non_linear {
          error   = true
          on_edit = WARN
        }
      HCL
      attributes {
        error   = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
        on_edit = optional(enum(on_edit), "Level for an edit of the newest file.", { uncertain = true })
      }
    }

    block "naming" {
      doc     = "Analyzer for names (NM101-NM106). The pair on the block itself is the fallback for all kinds."
      max     = 1
      example = <<-HCL
        naming {
          match = "^[a-z_]+$"
          index {
            match   = "^[a-z_]+_idx$"
            message = "end index names with _idx"
          }
        }
      HCL
      attributes {
        error   = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
        match   = optional(string, "Regular expression for every kind without its own block.")
        message = optional(string, "Text added to the report.")
      }

      block "schema" {
        doc     = "Pattern for schema names."
        max     = 1
        example = <<-HCL
          schema {
            match = "^[a-z_]+$"
          }
        HCL
        attributes {
          match   = optional(string, "Regular expression (RE2).")
          message = optional(string, "Text added to the report.")
        }
      }

      block "table" {
        doc     = "Pattern for table names."
        max     = 1
        example = <<-HCL
          table {
            match = "^[a-z_]+$"
          }
        HCL
        attributes {
          match   = optional(string, "Regular expression (RE2).")
          message = optional(string, "Text added to the report.")
        }
      }

      block "column" {
        doc     = "Pattern for column names."
        max     = 1
        ordered = true
        example = <<-HCL
          column {
            match = "^[a-z_]+$"
          }
        HCL
        attributes {
          match   = optional(string, "Regular expression (RE2).")
          message = optional(string, "Text added to the report.")
        }
      }

      block "index" {
        doc     = "Pattern for index names."
        max     = 1
        example = <<-HCL
          index {
            match = "^[a-z_]+$"
          }
        HCL
        attributes {
          match   = optional(string, "Regular expression (RE2).")
          message = optional(string, "Text added to the report.")
        }
      }

      block "foreign_key" {
        doc     = "Pattern for foreign key names."
        max     = 1
        example = <<-HCL
          foreign_key {
            match = "^[a-z_]+$"
          }
        HCL
        attributes {
          match   = optional(string, "Regular expression (RE2).")
          message = optional(string, "Text added to the report.")
        }
      }

      block "check" {
        doc     = "Pattern for check names."
        max     = 1
        example = <<-HCL
          check {
            match = "^[a-z_]+$"
          }
        HCL
        attributes {
          match   = optional(string, "Regular expression (RE2).")
          message = optional(string, "Text added to the report.")
        }
      }
    }

    block "concurrent_index" {
      doc     = "PostgreSQL analyzer for indexes made without CONCURRENTLY (PG101-PG110)."
      like    = "lint.concurrent_index"
      max     = 1
      example = <<-HCL
        concurrent_index {
          error = true
        }
      HCL
    }

    block "nestedtx" {
      doc     = "Analyzer for transaction statements inside files that Atlas already wraps (TX101, TX201)."
      max     = 1
      pro     = true
      example = <<-HCL
        nestedtx {
          error = true
        }
      HCL
      attributes {
        error = optional(bool, "Turn the findings into errors. Default false: findings are warnings.")
      }
    }

    block "ownership" {
      doc        = "Policy that says who may change which object (OW101, OW102). Label is the provider, github. Rules are tried in order; a deny beats an allow for the same object; what no rule matches follows `default`. Since 2026."
      labels     = [label("provider", ["github"])]
      repeatable = true
      pro        = true
      example    = <<-HCL
        ownership "github" {
          allow "core" {
            match = "public.*[type=table]"
            teams = ["backend"]
          }
        }
      HCL
      attributes {
        default = optional(enum(ownership_default), "What happens to objects that no rule matches; DENY when absent.")
      }

      block "allow" {
        doc        = "People who may change the matched objects."
        like       = "lint.ownership.allow"
        labels     = ["name?"]
        repeatable = true
        pro        = true
        example    = <<-HCL
          allow "core" {
            match = "public.*"
            users = ["octocat"]
          }
        HCL
      }

      block "deny" {
        doc        = "People who may not change the matched objects."
        like       = "lint.ownership.allow"
        labels     = ["name?"]
        repeatable = true
        pro        = true
        example    = <<-HCL
          deny "core" {
            match = "public.*"
            users = ["octocat"]
          }
        HCL
      }
    }

    block "statement" {
      doc        = "Custom regular expression rules over statements. Only the existence of the analyzer is confirmed."
      like       = "lint.statement"
      labels     = ["name?"]
      repeatable = true
      open       = [attributes, blocks]
      pro        = true
      example    = <<-HCL
        statement {
          error = true
        }
      HCL
    }

    block "check" {
      doc        = "Changes one check code of any analyzer."
      labels     = [label("code", lint_codes)]
      repeatable = true
      pro        = true
      example    = <<-HCL
        check "PG301" {
          error = true
        }
      HCL
      attributes {
        error = optional(bool, "Findings of the code are errors.")
        skip  = optional(bool, "Findings of the code are dropped.")
      }
    }

    block "rule" {
      doc        = "Loads custom rule files. First label is always hcl."
      like       = "lint.rule"
      labels     = [label("kind", ["hcl"]), "name"]
      repeatable = true
      pro        = true
      example    = <<-HCL
        rule "hcl" "policy" {
          src = ["schema.rule.hcl"]
        }
      HCL
    }
  }

  block "format" {
    doc     = "Go templates for the output of commands."
    max     = 1
    example = <<-HCL
      format {
        migrate {
          diff = "{{ sql . \"  \" }}"
        }
      }
    HCL

    block "migrate" {
      doc     = "Templates of the migrate commands."
      max     = 1
      example = <<-HCL
        migrate {
          apply = "{{ json . }}"
        }
      HCL
      attributes {
        apply  = optional(string, "Go template for `migrate apply`.")
        diff   = optional(string, "Go template for `migrate diff`.")
        down   = optional(string, "Go template for `migrate down`.")
        lint   = optional(string, "Go template for `migrate lint`.")
        status = optional(string, "Go template for `migrate status`.")
        drift  = optional(string, "Go template for `migrate drift`.", { pro = true })
      }
    }

    block "schema" {
      doc     = "Templates of the schema commands."
      max     = 1
      example = <<-HCL
        schema {
          inspect = "{{ sql . }}"
        }
      HCL
      attributes {
        apply   = optional(string, "Go template for `schema apply`.")
        diff    = optional(string, "Go template for `schema diff`.")
        inspect = optional(string, "Go template for `schema inspect`.")
        clean   = optional(string, "Go template for `schema clean`.")
        push    = optional(string, "Go template for `schema push`.")
      }
    }
  }

  block "log" {
    doc        = "Old name of the format block."
    max        = 1
    deprecated = true
    example    = <<-HCL
      log {
        migrate {
          diff = "{{ sql . \"  \" }}"
        }
      }
    HCL

    block "migrate" {
      doc     = "Templates of the migrate commands."
      max     = 1
      example = <<-HCL
        migrate {
          apply = "{{ json . }}"
        }
      HCL
      attributes {
        apply  = optional(string, "Go template for `migrate apply`.")
        diff   = optional(string, "Go template for `migrate diff`.")
        down   = optional(string, "Go template for `migrate down`.")
        lint   = optional(string, "Go template for `migrate lint`.")
        status = optional(string, "Go template for `migrate status`.")
      }
    }

    block "schema" {
      doc     = "Templates of the schema commands."
      max     = 1
      example = <<-HCL
        schema {
          inspect = "{{ sql . }}"
        }
      HCL
      attributes {
        apply   = optional(string, "Go template for `schema apply`.")
        diff    = optional(string, "Go template for `schema diff`.")
        inspect = optional(string, "Go template for `schema inspect`.")
      }
    }
  }

  block "test" {
    doc     = "Where the test files are. Replaces the top level block as a whole when present in an env."
    max     = 1
    example = <<-HCL
      test {
        schema {
          src = ["schema.test.hcl"]
          vars = {
            seed = "seed.sql"
          }
        }
        migrate {
          src = ["migrate.test.hcl"]
        }
      }
    HCL

    block "schema" {
      doc     = "Files of `schema test`; plan tests are listed here too."
      max     = 1
      example = <<-HCL
        schema {
          src = ["schema.test.hcl", "plan.test.hcl"]
        }
      HCL
      attributes {
        src  = required(list(string), "Test files.", { url = tests })
        vars = optional(map(any), "Values for variable blocks of the test files.")
      }
    }

    block "migrate" {
      doc     = "Files of `migrate test`."
      max     = 1
      example = <<-HCL
        migrate {
          src = ["migrate.test.hcl"]
        }
      HCL
      attributes {
        src  = required(list(string), "Test files.", { url = tests })
        vars = optional(map(any), "Values for variable blocks of the test files.")
      }
    }

    block "script" {
      doc     = "Files of `script test`."
      max     = 1
      pro     = true
      example = <<-HCL
        script {
          src = ["scripts.test.hcl"]
        }
      HCL
      attributes {
        src  = required(list(string), "Test files.", { url = tests })
        vars = optional(map(any), "Values for variable blocks; inferred from its siblings.", { uncertain = true })
      }
    }
  }

  block "script" {
    doc     = "Source of data scripts for `atlas script`."
    max     = 1
    pro     = true
    example = <<-HCL
      script {
        src = "file://scripts"
      }
    HCL
    attributes {
      src = required(string, "file:// URL of a *.script.hcl file or a directory of them, or atlas://repo.", { url = tests })
    }

    block "repo" {
      doc     = "Registry repository of the scripts."
      max     = 1
      pro     = true
      example = <<-HCL
        repo {
          name = "scripts"
        }
      HCL
      attributes {
        name = required(string, "Repository name.")
      }
    }
  }

  block "data" {
    doc     = "Switches on management of lookup rows (the data blocks of schema files). Unlike the top level data block it has no labels."
    max     = 1
    pro     = true
    example = <<-HCL
      data {
        mode    = UPSERT
        include = ["countries"]
      }
    HCL
    attributes {
      mode      = optional(enum(data_mode), "INSERT adds missing rows, UPSERT also updates, SYNC also deletes.")
      include   = optional(list(string), "Tables whose rows are managed.")
      max_rows  = optional(int, "Upper limit per table; needed with SYNC.")
      skip_diff = optional(list(string), "Columns left out of the comparison.")
    }
  }

  block "check" {
    doc        = "Gate that runs before a command. The label is the command; may repeat."
    labels     = [label("command", ["migrate_apply", "schema_apply"])]
    repeatable = true
    pro        = true
    example    = <<-HCL
      check "migrate_apply" {
        deny "friday" {
          condition = formatdate("EEEE", timestamp()) == "Friday"
          message   = "no deployments on Friday"
        }
      }
    HCL

    block "allow" {
      doc        = "Lets the command run when the condition holds."
      labels     = ["name?"]
      repeatable = true
      pro        = true
      example    = <<-HCL
        allow "small" {
          condition = length(self.planned_migration.files) < 5
        }
      HCL
      attributes {
        condition = required(bool, "Boolean expression; self.planned_migration describes the run, data sources and locals may be used.")
      }
    }

    block "deny" {
      doc        = "Stops the command when the condition holds."
      labels     = ["name?"]
      repeatable = true
      pro        = true
      example    = <<-HCL
        deny "frozen" {
          condition = var.frozen
          message   = "deployments are frozen"
        }
      HCL
      attributes {
        condition = required(bool, "Boolean expression.")
        message   = optional(string, "Reason that is printed.")
      }
    }

    block "drift" {
      doc     = "Compares the target with the expected state first."
      max     = 1
      pro     = true
      example = <<-HCL
        drift {
          on_error = FAIL
        }
      HCL
      attributes {
        on_error = optional(enum(on_error), "FAIL stops, CONTINUE goes on.")
        exclude  = optional(list(string), "Glob patterns of objects to ignore.")
      }
    }
  }

  block "pre" {
    doc        = "Statements to run before a command. The label is the command. Only exec is confirmed inside."
    labels     = [label("command", ["migrate_apply", "schema_apply"])]
    repeatable = true
    open       = [attributes]
    pro        = true
    example    = <<-HCL
      pre "migrate_apply" {
        exec {
          sql = "SELECT 1"
        }
      }
    HCL

    block "exec" {
      doc        = "One piece of SQL."
      min        = 1
      repeatable = true
      pro        = true
      example    = <<-HCL
        exec {
          sql = "SET lock_timeout = '5s'"
        }
      HCL
      attributes {
        sql = required(sql, "Statements to run.", { sql = script })
      }
    }
  }

  block "post" {
    doc        = "Statements to run after a command. The label is the command. Only exec is confirmed inside."
    labels     = [label("command", ["migrate_apply", "schema_apply"])]
    repeatable = true
    open       = [attributes]
    pro        = true
    example    = <<-HCL
      post "migrate_apply" {
        exec {
          sql = "SELECT 1"
        }
      }
    HCL

    block "exec" {
      doc        = "One piece of SQL."
      min        = 1
      repeatable = true
      pro        = true
      example    = <<-HCL
        exec {
          sql = "SET lock_timeout = '5s'"
        }
      HCL
      attributes {
        sql = required(sql, "Statements to run.", { sql = script })
      }
    }
  }

  block "export" {
    doc     = "Sends the output of commands to exporters."
    max     = 1
    pro     = true
    example = <<-HCL
      export {
        schema {
          inspect = exporter.sql.files
        }
      }
    HCL

    block "schema" {
      doc     = "Exporters for the schema commands."
      max     = 1
      open    = [attributes]
      pro     = true
      example = <<-HCL
        schema {
          inspect = exporter.hcl.files
        }
      HCL
      attributes {
        inspect = optional(ref(exporter), "Exporter that receives the inspected schema.")
      }
    }
  }

  block "rollout" {
    doc     = "Connects a multi-target env to a deployment plan."
    max     = 1
    pro     = true
    example = <<-HCL
      rollout {
        deployment = deployment.staged
        vars = {
          tier = each.value.tier
        }
      }
    HCL
    attributes {
      deployment = required(ref(deployment), "deployment.<name>.")
      vars       = optional(map(any), "Values for its variable blocks; each.* and self-made attributes may be used.")
    }
  }
}

block "check" {
  doc        = "Gate that runs before a command. The label is the command; may repeat."
  labels     = [label("command", ["migrate_apply", "schema_apply"])]
  repeatable = true
  pro        = true
  example    = <<-HCL
    check "migrate_apply" {
      deny "friday" {
        condition = formatdate("EEEE", timestamp()) == "Friday"
        message   = "no deployments on Friday"
      }
    }
  HCL

  block "allow" {
    doc        = "Lets the command run when the condition holds."
    labels     = ["name?"]
    repeatable = true
    pro        = true
    example    = <<-HCL
      allow "small" {
        condition = length(self.planned_migration.files) < 5
      }
    HCL
    attributes {
      condition = required(bool, "Boolean expression; self.planned_migration describes the run, data sources and locals may be used.")
    }
  }

  block "deny" {
    doc        = "Stops the command when the condition holds."
    labels     = ["name?"]
    repeatable = true
    pro        = true
    example    = <<-HCL
      deny "frozen" {
        condition = var.frozen
        message   = "deployments are frozen"
      }
    HCL
    attributes {
      condition = required(bool, "Boolean expression.")
      message   = optional(string, "Reason that is printed.")
    }
  }

  block "drift" {
    doc     = "Compares the target with the expected state first."
    max     = 1
    pro     = true
    example = <<-HCL
      drift {
        on_error = FAIL
      }
    HCL
    attributes {
      on_error = optional(enum(on_error), "FAIL stops, CONTINUE goes on.")
      exclude  = optional(list(string), "Glob patterns of objects to ignore.")
    }
  }
}

block "docker" {
  doc    = "A throw-away database container; its first label selects the driver."
  labels = ["driver", "name"]
  open   = [attributes, blocks]

  variant "postgres" {
    doc           = "A throw-away postgres container used as dev database."
    referenced_as = "docker.postgres.<name>.url"
    pro           = true
    example       = <<-HCL
      docker "postgres" "dev" {
        image = "postgres:17"
      }
    HCL
    attributes {
      image    = required(string, "Image name with tag.")
      schema   = optional(string, "Schema to connect to; leave out to work on the whole database.")
      baseline = optional(sql, "SQL run after start, usually file(\"baseline.sql\") or a heredoc.", { sql = script })
      database = optional(string, "Database to create and connect to.")
      command  = optional(list(string), "Replaces the command of the container; newer versions.")
      template = optional(bool, "PostgreSQL: keep a template database so that tests clone it; newer versions.")
    }

    block "build" {
      doc     = "Builds the image first."
      max     = 1
      pro     = true
      example = <<-HCL
        build {
          context    = "."
          dockerfile = "dev.Dockerfile"
        }
      HCL
      attributes {
        context    = required(string, "Build context directory.")
        dockerfile = optional(string, "Dockerfile inside the context.")
        target     = optional(string, "Stage to build.")
        args       = optional(map(string), "Build arguments.")
      }
    }
  }

  variant "mysql" {
    doc           = "A throw-away mysql container used as dev database."
    referenced_as = "docker.mysql.<name>.url"
    pro           = true
    example       = <<-HCL
      docker "mysql" "dev" {
        image = "mysql:8"
      }
    HCL
    attributes {
      image    = required(string, "Image name with tag.")
      schema   = optional(string, "Schema to connect to; leave out to work on the whole database.")
      baseline = optional(sql, "SQL run after start, usually file(\"baseline.sql\") or a heredoc.", { sql = script })
      command  = optional(list(string), "Replaces the command of the container; newer versions.")
    }

    block "build" {
      doc     = "Builds the image first."
      like    = "docker:postgres.build"
      max     = 1
      pro     = true
      example = <<-HCL
        build {
          context    = "."
          dockerfile = "dev.Dockerfile"
        }
      HCL
    }
  }

  variant "mariadb" {
    doc           = "A throw-away mariadb container used as dev database."
    referenced_as = "docker.mariadb.<name>.url"
    pro           = true
    example       = <<-HCL
      docker "mariadb" "dev" {
        image = "mariadb:11"
      }
    HCL
    attributes {
      image    = required(string, "Image name with tag.")
      schema   = optional(string, "Schema to connect to; leave out to work on the whole database.")
      baseline = optional(sql, "SQL run after start, usually file(\"baseline.sql\") or a heredoc.", { sql = script })
      command  = optional(list(string), "Replaces the command of the container; newer versions.")
    }

    block "build" {
      doc     = "Builds the image first."
      like    = "docker:postgres.build"
      max     = 1
      pro     = true
      example = <<-HCL
        build {
          context    = "."
          dockerfile = "dev.Dockerfile"
        }
      HCL
    }
  }

  variant "sqlserver" {
    doc           = "A throw-away sqlserver container used as dev database."
    referenced_as = "docker.sqlserver.<name>.url"
    pro           = true
    example       = <<-HCL
      docker "sqlserver" "dev" {
        image = "mcr.microsoft.com/mssql/server:2022-latest"
      }
    HCL
    attributes {
      image    = required(string, "Image name with tag.")
      schema   = optional(string, "Schema to connect to; leave out to work on the whole database.")
      baseline = optional(sql, "SQL run after start, usually file(\"baseline.sql\") or a heredoc.", { sql = script })
      database = optional(string, "Database to create and connect to.")
      command  = optional(list(string), "Replaces the command of the container; newer versions.")
    }

    block "build" {
      doc     = "Builds the image first."
      like    = "docker:postgres.build"
      max     = 1
      pro     = true
      example = <<-HCL
        build {
          context    = "."
          dockerfile = "dev.Dockerfile"
        }
      HCL
    }
  }

  variant "clickhouse" {
    doc           = "A throw-away clickhouse container used as dev database."
    referenced_as = "docker.clickhouse.<name>.url"
    pro           = true
    example       = <<-HCL
      docker "clickhouse" "dev" {
        image = "clickhouse/clickhouse-server:24.8"
      }
    HCL
    attributes {
      image    = required(string, "Image name with tag.")
      schema   = optional(string, "Schema to connect to; leave out to work on the whole database.")
      baseline = optional(sql, "SQL run after start, usually file(\"baseline.sql\") or a heredoc.", { sql = script })
      command  = optional(list(string), "Replaces the command of the container; newer versions.")
    }

    block "build" {
      doc     = "Builds the image first."
      like    = "docker:postgres.build"
      max     = 1
      pro     = true
      example = <<-HCL
        build {
          context    = "."
          dockerfile = "dev.Dockerfile"
        }
      HCL
    }
  }
}

block "dev" {
  doc           = "A dev database that is a real server, with a baseline to load first."
  labels        = ["driver", "name"]
  referenced_as = "dev.<driver>.<name>.url"
  pro           = true
  example       = <<-HCL
    dev "postgres" "rds" {
      url      = getenv("DEV_URL")
      baseline = file("baseline.sql")
    }
  HCL
  attributes {
    url      = required(string, "Connection URL of the empty database.", { url = database })
    baseline = optional(string, "SQL run before use.")
  }
}

block "hook" {
  doc        = "SQL that runs around the transactions of a deployment. First label is sql."
  labels     = [label("kind", ["sql"]), "name"]
  repeatable = true
  pro        = true
  example    = <<-HCL
    hook "sql" "timeout" {
      transaction {
        after_begin = ["SET LOCAL statement_timeout = '5s'"]
      }
    }
  HCL
  attributes {
    skip_errors = optional(bool, "Go on when a hook statement fails.")
  }

  block "transaction" {
    doc     = "Points inside a transaction."
    max     = 1
    pro     = true
    example = <<-HCL
      transaction {
        after_begin = ["SET LOCAL lock_timeout = '2s'"]
      }
    HCL
    attributes {
      after_begin     = optional(list(sql), "Statements run right after BEGIN.", { sql = script })
      before_commit   = optional(list(sql), "Statements run right before COMMIT.", { sql = script })
      before_rollback = optional(list(sql), "Statements run right before ROLLBACK.", { sql = script })
    }
  }
}

block "exporter" {
  doc    = "Writes a schema or data somewhere; its first label selects the kind."
  labels = ["kind", "name"]
  open   = [attributes, blocks]

  variant "sql" {
    doc           = "Writes a schema as SQL files."
    referenced_as = "exporter.sql.<name>"
    pro           = true
    example       = <<-HCL
      exporter "sql" "files" {
        path     = "schema"
        split_by = object
        naming   = lower
      }
    HCL
    attributes {
      path     = required(string, "Target directory.")
      split_by = optional(enum(split_by), "One file per object when `object`; other values such as schema and type exist.", { uncertain = true })
      naming   = optional(enum(naming), "How file names are made.", { uncertain = true })
      indent   = optional(string, "Indentation of statements.")
    }
  }

  variant "hcl" {
    doc           = "Writes a schema as HCL files."
    referenced_as = "exporter.hcl.<name>"
    pro           = true
    example       = <<-HCL
      exporter "hcl" "files" {
        path     = "schema"
        split_by = object
        ext      = ".pg.hcl"
      }
    HCL
    attributes {
      path     = required(string, "Target directory.")
      split_by = optional(enum(split_by), "As for sql.", { uncertain = true })
      naming   = optional(enum(naming), "How file names are made.", { uncertain = true })
      ext      = optional(string, "File name ending, such as .pg.hcl.")
    }
  }

  variant "http" {
    doc           = "Posts the schema to a web address."
    referenced_as = "exporter.http.<name>"
    open          = [attributes]
    pro           = true
    example       = <<-HCL
      exporter "http" "hook" {
        url    = "https://hooks.example.com/schema"
        method = "POST"
      }
    HCL
    attributes {
      url           = required(string, "Address.")
      method        = optional(string, "HTTP method, POST for instance.")
      body_template = optional(string, "Go template for the body.")
    }
  }

  variant "multi" {
    doc           = "Runs several exporters."
    referenced_as = "exporter.multi.<name>"
    pro           = true
    example       = <<-HCL
      exporter "multi" "all" {
        exporters = [exporter.sql.files, exporter.http.hook]
        on_error  = CONTINUE
      }
    HCL
    attributes {
      exporters = required(list(ref(exporter)), "Exporters in order.")
      on_error  = optional(enum(on_error), "What a failing exporter does to the rest.")
    }
  }
}

block "deployment" {
  doc           = "Order in which many targets are deployed."
  labels        = ["name"]
  referenced_as = "deployment.<name>"
  pro           = true
  example       = <<-HCL
    deployment "staged" {
      variable "tier" {
        type = string
      }
      group "canary" {
        match = var.tier == "canary"
      }
      group "rest" {
        depends_on = [group.canary]
        parallel   = 10
      }
    }
  HCL

  block "variable" {
    doc           = "Input of the plan, one value per target, set by env.rollout.vars."
    labels        = ["name"]
    referenced_as = "var.<name>"
    repeatable    = true
    pro           = true
    example       = <<-HCL
      variable "tier" {
        type = string
      }
    HCL
    attributes {
      type    = required(typeexpr, "Type constraint.", { role = type })
      default = optional(any, "Value when absent.", { role = default })
    }
  }

  block "group" {
    doc           = "A batch of targets. A target joins the first group whose match is true; a group without match takes the rest."
    labels        = ["name"]
    referenced_as = "group.<name> (inside the deployment)"
    min           = 1
    repeatable    = true
    pro           = true
    example       = <<-HCL
      group "rest" {
        depends_on = [group.canary]
        parallel   = 5
      }
    HCL
    attributes {
      match      = optional(bool, "Expression over var.* of the target.")
      order_by   = optional(any, "Expression or list of expressions that sorts the targets.")
      parallel   = optional(int, "Targets at a time; 1 when absent.")
      on_error   = optional(enum(on_error), "FAIL or CONTINUE.")
      depends_on = optional(list(ref(group)), "Groups that come first: group.<name>.", { role = depends_on })
    }
  }
}

enum "review" {
  strings = true
  words = {
    ALWAYS  = "Every change waits for approval."
    WARNING = "Changes with any finding wait for approval."
    ERROR   = "Changes with an error wait for approval."
  }
}

enum "exec_order" {
  strings = true
  words = {
    LINEAR        = "Refuses a file older than the last one applied; the default."
    linear        = "Same as LINEAR."
    LINEAR_SKIP   = "Skips such a file."
    "linear-skip" = "Same as LINEAR_SKIP."
    NON_LINEAR    = "Applies such a file."
    "non-linear"  = "Same as NON_LINEAR."
  }
}

enum "migration_format" {
  strings = true
  words   = ["atlas", "golang-migrate", "goose", "flyway", "liquibase", "dbmate"]
}

enum "tx_mode" {
  strings = true
  words = {
    file = "A transaction for each file; the default."
    all  = "One transaction for all files."
    none = "No transaction."
  }
}

enum "on_edit" {
  words = ["WARN"]
}

enum "sensitive" {
  words = ["ALLOW", "DENY"]
}

enum "data_mode" {
  words = {
    INSERT = "Adds missing rows."
    UPSERT = "Adds missing rows and updates those that differ."
    SYNC   = "Adds, updates and deletes rows."
  }
}

enum "on_error" {
  words = {
    FAIL     = "Stops at the first failure."
    CONTINUE = "Goes on with the rest."
  }
}

enum "split_by" {
  words = ["object"]
}

enum "naming" {
  words = ["lower", "same"]
}

enum "ownership_default" {
  words = ["ALLOW", "DENY"]
}

enum "check_commands" {
  words = ["migrate_apply", "schema_apply"]
}
