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
