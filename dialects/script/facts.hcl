# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "scope" {
  doc     = "Names in scope."
  columns = ["where", "names"]
  rows = [
    ["always", "var.<name>, local.<name>, mask.<name> (in use)"],
    ["after a bound query", "query.<name>.rows[*].<column>"],
    ["in do", "iterator.keyset.batch[*].<column>, iterator.range.from, iterator.range.to, self.index"],
    ["in next", "cursor.<column>"],
    ["in iterator sql", "ramp.size"],
  ]
}
