# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "scope" {
  doc     = "Names in scope."
  columns = ["where", "names"]
  rows = [
    ["always", "atlas.env, var.<name>, local.<name>, data.<kind>.<name>"],
    ["in env with for_each", "each.key, each.value"],
    ["enum identifiers", "env.migration.format: m, i, g, r, a, t, i, o, n, _, f, o, r, m, a, t; env.migration.exec_order: LINEAR, LINEAR_SKIP, NON_LINEAR; env.lint.review: r, e, v, i, e, w; lint.review: r, e, v, i, e, w"],
    ["check allow/deny", "self.planned_migration.files, self.planned_migration.statements, self.planned_migration.target_version"],
    ["lint.incompatible.drop_column.message", "self.name, self.table.name"],
    ["newer", "docker.<driver>.<name>.url, dev.<driver>.<name>.url, exporter.<kind>.<name>, deployment.<name>, group.<name>"],
  ]
}

facts "project_sources" {
  doc     = "Attributes that say where a schema comes from. files: its files or another data source; migrations: the directory of its migrations; part: the same, each block a schema of its own; inputs: values for the input variables of these files, or for templates; templates: a directory of them; program, folder: what is run, and where, for SQL or a text; database: a URL that tells the dialect, the first that does wins."
  columns = ["block", "attribute", "meaning"]
  rows = [
    ["env", "dev", "database"],
    ["env", "url", "database"],
    ["env", "src", "files"],
    ["env.migration", "dir", "migrations"],
    ["env.schema", "src", "files"],
    ["data:hcl_schema", "path", "files"],
    ["data:hcl_schema", "paths", "files"],
    ["data:hcl_schema", "vars", "inputs"],
    ["data:composite_schema.schema", "url", "part"],
    ["data:template_dir", "path", "templates"],
    ["data:template_dir", "vars", "inputs"],
    ["data:external_schema", "program", "program"],
    ["data:external_schema", "working_dir", "folder"],
    ["data:external", "program", "program"],
    ["data:external", "working_dir", "folder"],
  ]
}

facts "data_results" {
  doc     = "Data sources whose value can be told without a service. attribute: the one that stands for the schema or directory; empty: the source itself is a text. All others are asked of whom `asks` says."
  columns = ["block", "attribute", "asks"]
  rows = [
    ["data:hcl_schema", "url", ""],
    ["data:composite_schema", "url", ""],
    ["data:template_dir", "url", ""],
    ["data:external_schema", "url", "a program"],
    ["data:external", "", "a program"],
    ["data:sql", "", "a database"],
  ]
}

facts "env_settings" {
  doc     = "Where an env says what. The path leads from the env through child blocks to an attribute, or to a block whose attributes count; global: a block of the same path at the top of the file says it for every env that does not."
  columns = ["setting", "path", "global"]
  rows = [
    ["concurrent_create", "diff.concurrent_index.create", ""],
    ["concurrent_create", "diff.concurrent_index.add", ""],
    ["concurrent_drop", "diff.concurrent_index.drop", ""],
    ["dev", "dev", ""],
    ["exclude", "exclude", ""],
    ["format", "migration.format", ""],
    ["schemas", "schemas", ""],
    ["skip", "diff.skip", "global"],
    ["src", "src", ""],
    ["src", "schema.src", ""],
  ]
}

facts "lint_settings" {
  doc     = "What blocks and attributes say about linting. policy: its blocks are analyzers; code: options of one code; detector, latest, base, git_dir: which files are new."
  columns = ["block", "attribute", "meaning"]
  rows = [
    ["env.lint", "", "policy"],
    ["env.lint", "latest", "latest"],
    ["env.lint.check", "", "code"],
    ["env.lint.git", "", "detector"],
    ["env.lint.git", "base", "base"],
    ["env.lint.git", "dir", "git_dir"],
    ["env.migration", "dir", "migrations"],
    ["lint", "", "policy"],
    ["lint", "latest", "latest"],
    ["lint.check", "", "code"],
    ["lint.git", "", "detector"],
    ["lint.git", "base", "base"],
    ["lint.git", "dir", "git_dir"],
  ]
}

facts "likely_dialects" {
  doc     = "For a file that fits several databases: the schema that each has by default, whose name is a hint, and the order of likelihood otherwise."
  columns = ["rank", "dialect", "default_schema"]
  rows = [
    ["01", "postgresql", "public"],
    ["02", "mysql", ""],
    ["03", "sqlite", "main"],
    ["04", "mariadb", ""],
    ["05", "sqlserver", "dbo"],
    ["06", "clickhouse", "default"],
    ["07", "redshift", "public"],
    ["08", "oracle", ""],
    ["09", "snowflake", "PUBLIC"],
    ["10", "databricks", ""],
    ["11", "spanner", ""],
  ]
}

facts "urls" {
  doc     = "What attributes with the option url hold. schemes: those that are known; databases stands for the schemes of all databases. bare: what a value without a scheme is (path), or that one is missing (no). target: what a path must lead to: file, dir or any; empty: it is not looked up. one: a list holds URLs of one scheme."
  columns = ["kind", "schemes", "bare", "target", "one", "doc"]
  rows = [
    ["bucket", "s3 gs azblob file mem", "no", "", "", "Directory in an object store."],
    ["database", "databases docker", "no", "", "", "Database to connect to."],
    ["dir", "file atlas mem s3 gs azblob", "no", "dir", "", "Migration directory."],
    ["folder", "", "path", "dir", "", "Path of a directory."],
    ["part", "file ent atlas mem databases docker", "no", "any", "", "State of a schema, or a part of it."],
    ["path", "", "path", "any", "", "Path of a file or directory."],
    ["secret", "gcpruntimeconfig gcpsecretmanager awsparamstore awssecretsmanager azurekeyvault hashivault constant file http https blob etcd", "no", "", "", "Value kept elsewhere."],
    ["state", "file ent atlas mem databases docker", "no", "any", "one", "Desired state of a schema."],
    ["tests", "file atlas", "path", "any", "", "Files of tests, rules or scripts."],
  ]
}

facts "url_parts" {
  doc     = "What the URL of a scheme cannot do without, besides those of databases."
  columns = ["scheme", "needs", "doc"]
  rows = [
    ["atlas", "host", "atlas://name of the repository"],
    ["docker", "image", "docker://image/tag/database"],
    ["http", "host", "http://host/path"],
    ["https", "host", "https://host/path"],
    ["s3", "host", "s3://bucket/path"],
  ]
}

facts "sql_on_schema" {
  doc     = "Blocks whose SQL runs on the state that the schema files describe: a table that they do not have is worth a warning. SQL elsewhere meets another state, or one that is not known."
  columns = ["block", "state"]
  rows = [
    ["env.post", "the schema of the env"],
    ["env.pre", "the schema of the env"],
  ]
}
