# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "scope" {
  doc     = "Names in scope."
  columns = ["where", "names"]
  rows = [
    ["always", "var.<name>, local.<name>, data.<kind>.<name>"],
    ["inside a case", "testing.name, testing.dev_url, self.dev_url (seen in examples as another spelling)"],
    ["with for_each", "each.key, each.value"],
  ]
}

facts "sql_on_schema" {
  doc     = "Blocks whose SQL runs on the state that the schema files describe: a table that they do not have is worth a warning. SQL elsewhere meets another state, or one that is not known."
  columns = ["block", "state"]
  rows = [
    ["test:schema", "the desired schema"],
  ]
}

facts "urls" {
  doc     = "What attributes with the option url hold. schemes: those that are known; databases stands for the schemes of all databases. bare: what a value without a scheme is (path), or that one is missing (no). target: what a path must lead to: file, dir or any; empty: it is not looked up. one: a list holds URLs of one scheme."
  columns = ["kind", "schemes", "bare", "target", "one", "doc"]
  rows = [
    ["plan", "file atlas env", "no", "any", "", "Plan file."],
    ["script", "file", "path", "any", "", "Script file or directory."],
    ["state", "file ent atlas mem env databases docker", "no", "any", "", "State of a schema."],
  ]
}

facts "project_sources" {
  doc     = "Attributes that say where a schema comes from. files: its files."
  columns = ["block", "attribute", "meaning"]
  rows = [
    ["test.command.schema", "url", "files"],
  ]
}
