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
